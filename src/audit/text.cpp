#include "csx/audit/text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "csx/model/write.hpp"
#include "csx/yaml/edit.hpp"

namespace csx::audit {
namespace {

yaml::Value value_of(const Json& json) {
  switch (json.type()) {
    case Json::value_t::object: {
      yaml::Value value = yaml::Value::mapping();
      for (const auto& [key, each] : json.items()) {
        value.entries.emplace_back(key, value_of(each));
      }
      return value;
    }
    case Json::value_t::array: {
      yaml::Value value = yaml::Value::sequence();
      for (const Json& each : json) {
        value.items.push_back(value_of(each));
      }
      return value;
    }
    case Json::value_t::boolean:
      return yaml::Value::boolean(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return yaml::Value::integer(json.get<std::int64_t>());
    case Json::value_t::string:
      return yaml::Value::string(json.get<std::string>());
    default:
      return yaml::Value::null();
  }
}

}  // namespace

std::string path_of(const std::string& id, std::string_view ending) {
  return fmt::format("audits/{}.{}", id, ending);
}

std::string yaml_of(const model::Audit& audit) {
  Json json;
  model::to_json(model::type_of<model::Audit>, &audit, json);
  yaml::Value record = yaml::Value::mapping({{"kind", yaml::Value::string("audit")}});
  yaml::Value fields = value_of(json);
  std::ranges::move(fields.entries, std::back_inserter(record.entries));
  return "# Written by `csx audit run`. `csx audit verify` finds every change of it.\n" + yaml::emit(record);
}

Files files_of(const store::Dataset& data, const Computed& computed) {
  const model::Audit& audit = computed.audit;
  const model::Language language = data.workspace().language.value_or(model::Language::en);
  const report::Blocks blocks = document_of(data, audit, computed.evidence, language);
  // Nothing but the audit itself may stand in them: they are compared byte by byte.
  const std::string origin =
      fmt::format("{} · commit {} · csx {}", data.workspace().name, audit.commit, audit.csx_version);
  return {yaml_of(audit), report::markdown_of(blocks), report::html_of(blocks, {language, origin})};
}

}  // namespace csx::audit
