#include "import_mapping.hpp"

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/read.hpp"
#include "csx/report/diagnostics.hpp"
#include "csx/store/locate.hpp"
#include "files.hpp"

namespace csx::cli {
namespace {

constexpr std::string_view k_rule = "import/mapping";
constexpr std::string_view k_kind = "mapping/";

bool is_path(const std::string& name) {
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

void say(Context& context, const store::FileTree& tree, std::vector<Diagnostic> faults) {
  const std::string mark = fmt::format(" [{}]", k_rule);
  for (const Finding& finding : store::locate(tree, std::move(faults))) {
    std::string text = report::text_of(
        finding, color_for(context.environment(), context.globals(), context.environment().err_is_terminal));
    // These come from no rule of csx check.
    if (const std::size_t at = text.find(mark); at != std::string::npos) {
      text.erase(at, mark.size());
    }
    context.notes += text;
  }
}

Result<NamedMapping> mapping_of_file(Context& context, const std::string& name) {
  const Result<std::optional<std::string>> text = read_file(context.absolute(name));
  if (!text) {
    return fail(text.error());
  }
  if (!*text) {
    return fail(ErrorKind::usage, fmt::format("there is no file {}", quoted_path(name)));
  }
  NamedMapping named;
  named.file = name;
  named.own_tree = store::memory_tree({{name, **text}});
  const yaml::Stream stream = yaml::read(**text);
  std::vector<Diagnostic> faults;
  for (const yaml::Problem& problem : stream.problems) {
    if (problem.severity == Severity::error) {
      Diagnostic diagnostic;
      diagnostic.rule = k_rule;
      diagnostic.message = problem.message;
      diagnostic.place = {name, problem.document, problem.pointer, Aspect::value, problem.span};
      faults.push_back(std::move(diagnostic));
    }
  }
  if (faults.empty() && !stream.documents.empty()) {
    std::optional<model::AnyRecord> record = model::read_record(stream.documents.front(), name, {}, faults);
    std::erase_if(faults, [](const Diagnostic& fault) { return fault.severity != Severity::error; });
    if (record && &record->kind() == &model::kind_of<model::Mapping>() && faults.empty()) {
      named.own = std::make_shared<const model::AnyRecord>(std::move(*record));
      named.mapping = &named.own->as<model::Mapping>();
      return named;
    }
  }
  say(context, *named.own_tree, std::move(faults));
  return fail(ErrorKind::usage, fmt::format("{} is no mapping", quoted_path(name)),
              {"a mapping begins with kind: mapping; its fields are explained by csx explain mapping"});
}

}  // namespace

Result<NamedMapping> find_mapping(Context& context, const Session& session, const std::string& name) {
  if (is_path(name)) {
    return mapping_of_file(context, name);
  }
  const std::string id = name.starts_with(k_kind) ? name.substr(k_kind.size()) : name;
  const model::AnyRecord* record = session.data.find("mapping", id);
  if (record == nullptr) {
    return fail(ErrorKind::usage,
                fmt::format("there is no mapping {}{}", csx::quoted(id),
                            did_you_mean(id, session.data.ids("mapping"))),
                {"list them with csx list mapping, or name a YAML file"});
  }
  NamedMapping named;
  named.file = session.data.file_of(*record);
  named.document = record->source().document;
  if (!record->usable || !record->clean) {
    return fail(ErrorKind::io, fmt::format("the mapping {} has errors", csx::quoted(id)),
                {fmt::format("run `csx check {}` for what is wrong with it", named.file)});
  }
  named.mapping = &record->as<model::Mapping>();
  return named;
}

Error refuse_mapping(Context& context, const Session& session, const NamedMapping& named,
                     std::vector<Diagnostic> faults, std::string_view so) {
  const std::size_t count = faults.size();
  for (Diagnostic& fault : faults) {
    fault.rule = k_rule;
    fault.place.file = named.file;
    fault.place.document = named.document;
  }
  say(context, named.own_tree != nullptr ? *named.own_tree : *session.tree, std::move(faults));
  return Error{ErrorKind::usage,
               fmt::format("the mapping {} has {}; {}", csx::quoted(named.mapping->id.value),
                           counted(count, "fault"), so),
               {},
               {}};
}

}  // namespace csx::cli
