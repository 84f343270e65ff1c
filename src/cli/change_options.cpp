#include "change_options.hpp"

#include "csx/base/text.hpp"

namespace csx::cli {

void declare_ref(ChangeOptions& options, Options& out) {
  out.push_back({.names = "REF",
                 .value = {},
                 .doc = "kind/id, a unique id, or a part: segment/mid-market, account/aurora/promise/p1",
                 .into = &options.ref,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
}

void declare_history(ChangeOptions& options, Options& out) {
  out.push_back({.names = "--from",
                 .value = "DATE",
                 .doc = "first day of a value that changes over time; the date of --when unless given",
                 .into = &options.from});
  out.push_back({.names = "--correct",
                 .value = {},
                 .doc = "replace the value in force, which was a mistake, in place of adding one",
                 .into = &options.correct});
}

Result<SetOptions> set_options_of(const ChangeOptions& options) {
  SetOptions set;
  set.history = options.correct ? SetOptions::History::correct : SetOptions::History::keep;
  set.why = std::string(trim(options.write.message.value_or("")));
  if (options.from) {
    const time::Parsed<time::Date> from = time::Date::parse(*options.from);
    if (!from) {
      return fail(ErrorKind::usage,
                  fmt::format("--from {} is no date: {}", csx::quoted(*options.from), from.error()),
                  {"give a date such as 2026-10-31"});
    }
    set.from = *from;
  }
  return set;
}

Result<RecordWork> begin_work(Context& context, const ChangeOptions& options) {
  Result<std::unique_ptr<Writing>> writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(std::move(writing.error()));
  }
  const Result<Named> named = resolve((*writing)->data(), *options.ref);
  if (!named) {
    return fail(named.error());
  }
  // Whoever forces a change wants it written as it is.
  const auto judge = options.write.force ? RecordEdits::Judge::nothing : RecordEdits::Judge::values;
  Result<RecordEdits> edits = RecordEdits::of(**writing, *named, judge);
  if (!edits) {
    return fail(std::move(edits.error()));
  }
  return RecordWork{std::move(*writing), std::move(*edits)};
}

}  // namespace csx::cli
