#include "agreement_named.hpp"

#include "csx/base/text.hpp"
#include "csx/sla/in_force.hpp"
#include "resolve.hpp"

#include <algorithm>

namespace csx::cli {

Result<NamedAgreement> find_agreement(const store::Dataset& data, const std::optional<std::string>& ref,
                                      BareId bare, time::Date day) {
  const auto& main = data.workspace().main_agreement;
  if (!ref && !main) {
    return fail(ErrorKind::usage, "csx.yaml names no main agreement, so it is not known which one is meant",
                {"name it: `csx list agreements` gives their ids"});
  }
  const std::string word = ref.value_or(main ? main->value : std::string());
  const bool has_kind = word.find('/') != std::string::npos;
  const Result<Named> named = resolve(data, has_kind ? word : "agreement/" + word);
  if (!named) {
    return fail(named.error());
  }
  if (named->subject.kind != &model::kind_of<model::Agreement>()) {
    return fail(ErrorKind::usage, fmt::format("{} is no agreement", named->ref),
                {"run `csx list agreements` for their ids"});
  }
  const model::AnyRecord* record = named->item.record;
  const bool is_bare = word.find('@') == std::string::npos;
  if (is_bare && bare == BareId::in_force) {
    const model::AnyRecord* judge =
        sla::Versions(data, record->as<model::Agreement>().id.value).record_on(day);
    record = judge != nullptr ? judge : record;
  }
  return NamedAgreement{record, &record->as<model::Agreement>()};
}

Status refuse_unclean(const store::Dataset& data, const NamedAgreement& named, std::string_view what) {
  if (named.record->clean) {
    return {};
  }
  return fail(ErrorKind::io, fmt::format("{} has errors: {}", named.ref(), what),
              {fmt::format("run `csx check {}` for what is wrong with it", data.file_of(*named.record))});
}

void declare_agreement(std::optional<std::string>& ref, Options& out, Option::Need need) {
  out.push_back(
      {.names = "AGREEMENT",
       .value = {},
       .doc = need == Option::Need::required
                  ? "id of the agreement, or id@version"
                  : "id of the agreement, or id@version; the workspace's main agreement unless given",
       .into = &ref,
       .completes = Completes::agreement,
       .place = Option::Place::argument,
       .need = need});
}

std::string said(const std::vector<model::Area>& areas) {
  std::vector<std::string_view> words;
  std::ranges::transform(areas, std::back_inserter(words), &model::Area::value);
  return enumerate(words);
}

}  // namespace csx::cli
