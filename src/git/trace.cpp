#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "csx/git/history.hpp"
#include "history_implementation.hpp"
#include "implementation.hpp"
#include "path_probe.hpp"
#include "tree_changes.hpp"

namespace csx::git {
namespace {

/// What is followed, in one commit.
struct State {
  std::size_t trail = 0;
  std::optional<TreeEntry> entry;  ///< at its path
  std::optional<Oid> blob;         ///< of the entry, when that holds what is followed
};

class Trace {
 public:
  /// What a commit changed in the files that one parent has.
  using Changes =
      std::function<Result<std::vector<PathChange>>(const Ancestor& commit, const Ancestor& parent)>;

  Trace(Ancestry ancestry, const RawObjects& objects, Tracer& tracer, Changes changes)
      : m_objects(objects),
        m_tracer(tracer),
        m_changes(std::move(changes)),
        m_ancestry(std::move(ancestry)) {}

  /// Begins at a commit.
  Status begin(const git_oid& tip, const Followed& followed) {
    const auto start = m_ancestry.get(tip);
    if (!start) {
      return fail(start.error());
    }
    m_frontier.push(**start, trail_of(followed));
    return {};
  }

  bool is_done() const { return m_frontier.empty(); }

  /// The next commit; the states of its step, if it has one.
  struct Step {
    const Ancestor* commit = nullptr;
    std::optional<Sighting> after;
    std::vector<std::optional<Sighting>> before;
  };
  Result<std::optional<Step>> next() {
    const Frontier::Spot spot = m_frontier.pop();
    const Ancestor& commit = *spot.commit;
    if (commit.cut) {
      cuts.push_back(to_oid(commit.id));
      return std::optional<Step>();
    }
    const auto parents = parents_of(m_ancestry, commit);
    auto here = entry_in(commit, spot.trail);
    if (!parents || !here) {
      return fail(parents ? here.error() : parents.error());
    }
    std::vector<State> before;
    for (const Ancestor* parent : *parents) {
      auto there = entry_in(*parent, spot.trail);
      if (!there) {
        return fail(there.error());
      }
      if (there->entry == here->entry) {
        m_frontier.push(*parent, spot.trail);
        return std::optional<Step>();
      }
      before.push_back(std::move(*there));
    }
    return step_at(commit, *parents, std::move(*here), std::move(before));
  }

  std::vector<Oid> cuts;

 private:
  /// One thing that is followed, under one name and at one path.
  struct Trail {
    Followed followed;
    PathProbe probe;
  };

  std::size_t trail_of(const Followed& followed) {
    const auto [at, is_new] = m_numbers.emplace(followed, m_trails.size());
    if (is_new) {
      m_trails.push_back({followed, PathProbe(m_objects, followed.path)});
    }
    return at->second;
  }

  Result<State> entry_in(const Ancestor& commit, std::size_t trail) {
    auto entry = m_trails[trail].probe.in(commit.tree);
    if (!entry) {
      return fail(std::move(entry.error()));
    }
    return State{trail, *entry, std::nullopt};
  }

  void look_inside(State& state) {
    const std::optional<FileState> file = state.entry ? state_of(*state.entry) : std::nullopt;
    const bool readable =
        file && (file->form == FileState::Form::file || file->form == FileState::Form::executable);
    if (readable && m_tracer.holds(m_trails[state.trail].followed, file->blob)) {
      state.blob = file->blob;
    }
  }

  Result<std::optional<Step>> step_at(const Ancestor& commit, const std::vector<const Ancestor*>& parents,
                                      State here, std::vector<State> before) {
    look_inside(here);
    std::ranges::for_each(before, [this](State& state) { look_inside(state); });
    for (std::size_t i = 0; i < parents.size(); ++i) {
      if (here.blob && !before[i].blob) {
        if (Status found = find_origin(commit, here, *parents[i], before[i]); !found) {
          return fail(std::move(found.error()));
        }
      }
      m_frontier.push(*parents[i], before[i].trail);
    }
    Step step{&commit, sighting(here), {}};
    for (const State& state : before) {
      step.before.push_back(sighting(state));
    }
    const bool seen =
        here.blob || std::ranges::any_of(before, [](const State& state) { return state.blob.has_value(); });
    return seen ? std::optional(std::move(step)) : std::nullopt;
  }

  Status find_origin(const Ancestor& commit, const State& here, const Ancestor& parent, State& before) {
    const auto changed = m_changes(commit, parent);
    if (!changed) {
      return fail(changed.error());
    }
    const auto origin = m_tracer.origin(m_trails[here.trail].followed, *here.blob, *changed);
    if (!origin) {
      return {};
    }
    auto there = entry_in(parent, trail_of(*origin));
    if (!there) {
      return fail(std::move(there.error()));
    }
    before = std::move(*there);
    look_inside(before);
    return {};
  }

  std::optional<Sighting> sighting(const State& state) const {
    return state.blob ? std::optional(Sighting{m_trails[state.trail].followed, *state.blob}) : std::nullopt;
  }

  const RawObjects& m_objects;
  Tracer& m_tracer;
  Changes m_changes;
  Ancestry m_ancestry;
  Frontier m_frontier;
  std::deque<Trail> m_trails;
  std::map<Followed, std::size_t> m_numbers;
};

}  // namespace

Result<std::vector<Oid>> History::trace(const Oid& tip, const Followed& followed, std::string_view prefix,
                                        Tracer& tracer,
                                        const std::function<Onwards(const TraceStep&)>& found) const {
  const Result<git_oid> from = from_oid(tip);
  if (!from) {
    return fail(from.error());
  }
  Trace trace(m_impl->ancestry(), m_impl->objects, tracer,
              [&](const Ancestor& commit, const Ancestor& parent) {
                return m_impl->changes(commit, {&parent}, prefix, Merges::as_in_log);
              });
  if (Status begun = trace.begin(*from, followed); !begun) {
    return fail(std::move(begun.error()));
  }
  while (!trace.is_done()) {
    auto step = trace.next();
    if (!step) {
      return fail(std::move(step.error()));
    }
    if (!*step) {
      continue;
    }
    auto commit = m_impl->logged((*step)->commit->id);
    if (!commit) {
      return fail(std::move(commit.error()));
    }
    if (found({std::move(*commit), std::move((*step)->after), std::move((*step)->before)}) == Onwards::no) {
      break;
    }
  }
  return std::move(trace.cuts);
}

}  // namespace csx::git
