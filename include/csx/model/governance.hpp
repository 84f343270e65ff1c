#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// Opinions, reviews and actions: how an agreement is kept alive.
namespace csx::model {

enum class OpinionStatus : std::uint8_t { open, clarified, adopted, rejected };
template <>
struct Words<OpinionStatus> {
  static constexpr std::string_view name = "opinion status";
  static constexpr std::array<Word, 4> words{{{"open", "Waits for an answer"},
                                              {"clarified", "Answered, nothing changes"},
                                              {"adopted", "The agreement changes"},
                                              {"rejected", "The agreement stays as it is"}}};
};

struct Opinion {
  Id<Opinion> id;
  Reference<Agreement> agreement;
  std::optional<FieldPath> section;
  Reference<Person> author;
  time::Date date;
  std::string text;
  OpinionStatus status = OpinionStatus::open;
  std::optional<std::string> answer;
  std::optional<Reference<Person>> answered_by;
  std::optional<std::int64_t> adopted_in;
};
template <>
inline constexpr auto description<Opinion> = describe<Opinion>(
    "opinion", "Anybody's comment on an agreement.",
    field<&Opinion::id>("id", "Short name, unique in the folder."),
    field<&Opinion::agreement>("agreement", "The agreement."),
    field<&Opinion::section>("section", "Part of the agreement it is about, such as how.journey."),
    field<&Opinion::author>("author", "Who says it."), field<&Opinion::date>("date", "When."),
    field<&Opinion::text>("text", "What is said."), field<&Opinion::status>("status", "What became of it."),
    field<&Opinion::answer>("answer", "What was answered."),
    field<&Opinion::answered_by>("answered_by", "Who answered."),
    field<&Opinion::adopted_in>("adopted_in", "Version of the agreement that adopts it.", {.min = 1}));

enum class ReviewOutcome : std::uint8_t { unchanged, changed, postponed };
template <>
struct Words<ReviewOutcome> {
  static constexpr std::string_view name = "review outcome";
  static constexpr std::array<Word, 3> words{{{"unchanged", "The agreement stays"},
                                              {"changed", "A new version follows"},
                                              {"postponed", "Not decided yet"}}};
};

struct Review {
  Id<Review> id;
  Reference<Agreement> agreement;
  std::optional<std::int64_t> version;
  time::Date date;
  NonEmpty<Reference<Person>> participants;
  ReviewOutcome outcome = ReviewOutcome::unchanged;
  std::vector<Reference<Opinion>> opinions;
  std::vector<Reference<Action>> actions;
  std::optional<std::string> notes;
};
template <>
inline constexpr auto description<Review> = describe<Review>(
    "review", "A meeting in which the areas revisit an agreement.",
    field<&Review::id>("id", "Short name, unique in the folder."),
    field<&Review::agreement>("agreement", "The agreement."),
    field<&Review::version>("version", "Version that was reviewed.", {.min = 1}),
    field<&Review::date>("date", "When."), field<&Review::participants>("participants", "Who took part."),
    field<&Review::outcome>("outcome", "What came of it."),
    field<&Review::opinions>("opinions", "Opinions that were treated."),
    field<&Review::actions>("actions", "Actions that were asked for."),
    field<&Review::notes>("notes", "What was said."));

enum class ActionSource : std::uint8_t { audit, review, bottleneck, pitfall };
template <>
struct Words<ActionSource> {
  static constexpr std::string_view name = "source of an action";
  static constexpr std::array<Word, 4> words{{{"audit", "An audit"},
                                              {"review", "A review of the agreement"},
                                              {"bottleneck", "A bottleneck"},
                                              {"pitfall", "A pitfall"}}};
};

struct ActionOrigin {
  ActionSource kind = ActionSource::review;
  std::optional<std::string> ref;
};
template <>
inline constexpr auto description<ActionOrigin> = describe<ActionOrigin>(
    "source", "What asked for the action.", field<&ActionOrigin::kind>("kind", "What kind of source."),
    field<&ActionOrigin::ref>("ref", "Which one: the id of an audit, review or rule."));

struct Action {
  Id<Action> id;
  std::string title;
  ActionOrigin source;
  Reference<Person> owner;
  std::optional<CommitmentPath> commitment;
  std::optional<time::Date> due_on;
  std::optional<time::Date> done_on;
  std::optional<std::string> result;
};
template <>
inline constexpr auto description<Action> = describe<Action>(
    "action", "Something to be done because an audit, a review or a finding asked for it.",
    field<&Action::id>("id", "Short name, unique in the folder."),
    field<&Action::title>("title", "What is to be done."),
    field<&Action::source>("source", "What asked for it."), field<&Action::owner>("owner", "Who does it."),
    field<&Action::commitment>("commitment", "Commitment it should improve."),
    field<&Action::due_on>("due_on", "By when."), field<&Action::done_on>("done_on", "When it was done."),
    field<&Action::result>("result", "What came of it."));

}  // namespace csx::model
