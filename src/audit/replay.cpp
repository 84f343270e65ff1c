#include "csx/audit/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <set>

#include "csx/audit/compute.hpp"
#include "csx/audit/text.hpp"
#include "csx/audit/trail.hpp"
#include "csx/base/text.hpp"
#include "csx/store/content_memory.hpp"

namespace csx::audit {
namespace {

constexpr std::string_view k_audits = "audits/";

/// A prefix as a folder: without '/' at its end.
std::string folder_of(const std::string& prefix) {
  return prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1);
}

/// Records of some commit, and the tree they were read from.
struct Past {
  std::unique_ptr<store::FileTree> tree;
  store::Dataset data;
};

Result<Past> load_at(const Archive& archive, const std::string& commit, store::ContentMemory& memory) {
  Result<std::unique_ptr<store::FileTree>> tree = store::revision_tree(archive.folder, commit);
  if (!tree) {
    return fail(std::move(tree.error()));
  }
  Result<store::Dataset> data = store::load(**tree, memory);
  if (!data) {
    return fail(std::move(data.error()));
  }
  return Past{std::move(*tree), std::move(*data)};
}

std::string when(const git::LoggedCommit& commit) {
  return fmt::format("{} {} of {}", commit.commit.id.hex.substr(0, 10), csx::quoted(commit.commit.subject),
                     commit.author_name);
}

/// The first line in which two texts differ.
std::string first_difference(const std::string& expected, const std::string& found) {
  const std::vector<std::string_view> wanted = split(expected, '\n');
  const std::vector<std::string_view> there = split(found, '\n');
  for (std::size_t i = 0; i < std::max(wanted.size(), there.size()); ++i) {
    const std::string_view want = i < wanted.size() ? wanted[i] : std::string_view();
    const std::string_view got = i < there.size() ? there[i] : std::string_view();
    if (want != got) {
      return fmt::format("line {} is {}, expected {}", i + 1, csx::quoted(trim(got)),
                         csx::quoted(trim(want)));
    }
  }
  return "the line breaks differ";
}

class Verifier {
 public:
  Verifier(const Archive& archive, const store::Dataset& data, Trail trail)
      : m_archive(archive), m_data(data), m_trail(std::move(trail)) {}

  Result<Verdict> verify(const std::string& id) {
    Verdict verdict;
    verdict.id = id;
    m_verdict = &verdict;
    check_files(id);
    const auto* audit = m_data.get<model::Audit>(id);
    if (audit == nullptr) {
      if (verdict.tampered.empty()) {
        tampered(Tampering::unreadable, path_of(id, "yaml"), "it holds no audit that csx can read");
      }
      return verdict;
    }
    verdict.period = audit->period;
    verdict.version = audit->csx_version;
    if (!verdict.commit.empty()) {
      const Result<bool> has_signature = m_archive.history.is_signed(git::Oid{verdict.commit});
      verdict.is_signed = has_signature && *has_signature;
    }
    if (Status replayed = replay(*audit); !replayed) {
      return fail(std::move(replayed.error()));
    }
    return verdict;
  }

  /// Ids of all audits that the tip or its history has.
  std::set<std::string> ids() const {
    std::set<std::string> found;
    for (const model::AnyRecord& record : m_data.all<model::Audit>()) {
      found.insert(record.as<model::Audit>().id.value);
    }
    for (const auto& [path, events] : m_trail) {
      if (path.ends_with(".yaml") && !audit_of(path).empty()) {
        found.insert(audit_of(path));
      }
    }
    return found;
  }

 private:
  void tampered(Tampering kind, std::string where, std::string text) {
    m_verdict->tampered.push_back({kind, std::move(where), std::move(text)});
  }

  void check_files(const std::string& id) {
    for (const std::string_view ending : {"yaml", "md", "html"}) {
      const std::string path = path_of(id, ending);
      const auto found = m_trail.find(path);
      if (found == m_trail.end()) {
        continue;
      }
      const std::vector<FileEvent>& events = found->second;
      if (ending == "yaml") {
        m_verdict->commit = events.front().commit.commit.id.hex;
      }
      for (std::size_t i = 1; i < events.size(); ++i) {
        if (!events[i].blob) {
          tampered(Tampering::removed, path, fmt::format("taken away by commit {}", when(events[i].commit)));
        } else if (events[i].blob != events.front().blob) {
          tampered(Tampering::altered, path,
                   fmt::format("changed after its commit by {}", when(events[i].commit)));
        }
      }
    }
  }

  Status replay(const model::Audit& audit) {
    const git::Oid commit{audit.commit};
    const Result<bool> leads = m_archive.history.leads_to(commit, m_archive.tip);
    if (!leads || !*leads) {
      tampered(Tampering::rewritten, "commit",
               fmt::format("the audited commit {} is not among the ancestors of {}: history was rewritten",
                           audit.commit.substr(0, 10), m_archive.tip.hex.substr(0, 10)));
      // Without it nothing can be computed again; whatever else is wrong has been said.
      if (!leads || !m_archive.history.commit(commit)) {
        return {};
      }
    }
    const Result<std::optional<git::Oid>> folder = m_archive.history.folder_at(commit, m_archive.prefix);
    if (!folder) {
      return fail(folder.error());
    }
    if (!*folder || (*folder)->hex != audit.tree) {
      tampered(
          Tampering::wrong_tree, "tree",
          fmt::format("the audit says {}, commit {} has {}", audit.tree.substr(0, 10),
                      audit.commit.substr(0, 10), *folder ? (*folder)->hex.substr(0, 10) : "no such folder"));
    }
    const Result<Past> past = load_at(m_archive, audit.commit, m_memory);
    if (!past) {
      tampered(Tampering::unreadable, "commit",
               fmt::format("the records of commit {} cannot be read: {}", audit.commit.substr(0, 10),
                           past.error().message));
      return {};
    }
    const Request request{audit.period, m_data.zone().resolve(audit.as_of), audit.commit, audit.tree,
                          audit.csx_version};
    const Result<bool> changed = records_changed(commit);
    if (!changed) {
      return fail(changed.error());
    }
    std::future<Results> now;
    if (*changed) {
      now = std::async(std::launch::async | std::launch::deferred, results_of, std::cref(m_data),
                       request.period, request.as_of);
    }
    const Computed again = compute(*past->tree, past->data, request);
    compare(audit, again, past->data);
    return now.valid() ? restate(audit, again.audit, request, now.get()) : Status();
  }

  void compare(const model::Audit& audit, const Computed& again, const store::Dataset& then) {
    const std::vector<Difference> differences = differences_of(audit, again.audit);
    if (audit.csx_version != m_archive.csx_version) {
      m_verdict->by_version = differences;
      return;
    }
    for (const Difference& each : differences) {
      tampered(Tampering::wrong_result, each.what,
               fmt::format("the audit says {}, its commit gives {}", shown(each.before), shown(each.after)));
    }
    if (!differences.empty()) {
      return;
    }
    const Files files = files_of(then, again);
    for (const auto& [ending, expected] :
         {std::pair<std::string_view, const std::string&>("yaml", files.yaml),
          {"md", files.markdown},
          {"html", files.html}}) {
      const std::string path = path_of(audit.id.value, ending);
      const auto there = m_archive.repository.read_file(m_archive.tip, m_archive.prefix + path);
      if (!there || !*there) {
        const bool said = std::ranges::any_of(m_verdict->tampered,
                                              [&](const Tampered& each) { return each.where == path; });
        if (!said) {
          tampered(Tampering::removed, path, "it is not there");
        }
      } else if (**there != expected) {
        tampered(Tampering::wrong_result, path, first_difference(expected, **there));
      }
    }
  }

  static std::string shown(const std::string& value) {
    return value.empty() ? "nothing" : csx::quoted(value);
  }

  /// Whether the tip has other records than a commit, those of audits aside: else nothing can be restated.
  Result<bool> records_changed(const git::Oid& commit) {
    const auto records_at = [&](const git::Oid& at) -> Result<std::vector<git::TreeFile>> {
      Result<std::vector<git::TreeFile>> files =
          m_archive.repository.files_at(at, folder_of(m_archive.prefix));
      if (files) {
        std::erase_if(*files, [](const git::TreeFile& file) { return file.path.starts_with(k_audits); });
      }
      return files;
    };
    if (!m_tip_records) {
      Result<std::vector<git::TreeFile>> tip = records_at(m_archive.tip);
      if (!tip) {
        return fail(std::move(tip.error()));
      }
      m_tip_records = std::move(*tip);
    }
    const Result<std::vector<git::TreeFile>> then = records_at(commit);
    if (!then) {
      return fail(then.error());
    }
    return !std::ranges::equal(*m_tip_records, *then, [](const git::TreeFile& a, const git::TreeFile& b) {
      return a.path == b.path && a.blob == b.blob && a.link == b.link;
    });
  }

  /// What the records of the tip give for the same period and instant.
  Status restate(const model::Audit& audit, const model::Audit& then, const Request& request, Results tip) {
    const auto told = [&](Results results) {
      model::Audit now = then;
      now.commitments = std::move(results.commitments);
      now.metrics = std::move(results.metrics);
      now.bottlenecks = std::move(results.bottlenecks);
      return now;
    };
    const std::vector<Difference> differences = differences_of_results(then, told(std::move(tip)));
    if (differences.empty()) {
      return {};
    }
    const Result<std::vector<git::LoggedCommit>> later = commits_since(audit.commit);
    if (!later) {
      return fail(later.error());
    }
    std::map<std::size_t, std::vector<Difference>> known;
    const auto differs_at = [&](std::size_t index, const Difference& wanted) -> Result<bool> {
      if (!known.contains(index)) {
        const Result<Past> past = load_at(m_archive, (*later)[index].commit.id.hex, m_memory);
        if (!past) {
          return fail(past.error());
        }
        known[index] =
            differences_of_results(then, told(results_of(past->data, request.period, request.as_of)));
      }
      return std::ranges::any_of(known[index],
                                 [&](const Difference& each) { return each.what == wanted.what; });
    };
    for (const Difference& difference : differences) {
      // The first commit that gives it otherwise, by halving.
      std::size_t low = 0;
      std::size_t high = later->empty() ? 0 : later->size() - 1;
      while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const Result<bool> differs = differs_at(middle, difference);
        if (!differs) {
          return fail(differs.error());
        }
        *differs ? high = middle : low = middle + 1;
      }
      Restated restated{difference, {}, {}};
      if (!later->empty()) {
        restated.commit = (*later)[low].commit.id.hex;
        restated.subject = (*later)[low].commit.subject;
      }
      m_verdict->restated.push_back(std::move(restated));
    }
    return {};
  }

  /// Commits of the data folder that came after one, oldest first; those of audits alone left out.
  Result<std::vector<git::LoggedCommit>> commits_since(const std::string& audited) {
    std::set<git::Oid> before;
    const auto known =
        m_archive.history.walk(git::Oid{audited}, m_archive.prefix, [&](const git::FolderStep& step) {
          before.insert(step.commit.commit.id);
          return git::Onwards::yes;
        });
    if (!known) {
      return fail(known.error());
    }
    std::vector<git::LoggedCommit> commits;
    const auto walked =
        m_archive.history.walk(m_archive.tip, m_archive.prefix, [&](const git::FolderStep& step) {
          const std::string audits = m_archive.prefix + "audits/";
          const bool is_audit = std::ranges::all_of(
              step.changes, [&](const git::PathChange& change) { return change.path.starts_with(audits); });
          if (!is_audit && !before.contains(step.commit.commit.id)) {
            commits.push_back(step.commit);
          }
          return git::Onwards::yes;
        });
    if (!walked) {
      return fail(walked.error());
    }
    std::ranges::reverse(commits);
    return commits;
  }

  const Archive& m_archive;
  const store::Dataset& m_data;
  Trail m_trail;
  store::ContentMemory m_memory;  ///< audits follow each other: most records are the same in all
  std::optional<std::vector<git::TreeFile>> m_tip_records;
  Verdict* m_verdict = nullptr;
};

/// The period of the same kind that follows: a month after a month, a quarter after a quarter, else as many
/// days.
time::Period next_of(const time::Period& period) {
  const time::Date first{period.last.day + std::chrono::days{1}};
  const auto ymd = period.first.ymd();
  for (const int months : {1, 3, 6, 12}) {
    const std::chrono::year_month begin{ymd.year(), ymd.month()};
    const std::chrono::year_month_day_last end{
        (begin + std::chrono::months{months - 1}).year(),
        std::chrono::month_day_last{(begin + std::chrono::months{months - 1}).month()}};
    if (unsigned(ymd.day()) == 1 && period.last.day == std::chrono::local_days{end}) {
      const std::chrono::year_month after = begin + std::chrono::months{2 * months - 1};
      return {first, time::Date{std::chrono::local_days{std::chrono::year_month_day_last{
                         after.year(), std::chrono::month_day_last{after.month()}}}}};
    }
  }
  return {first, time::Date{first.day + std::chrono::days{period.days() - 1}}};
}

}  // namespace

std::string_view word(Tampering kind) {
  switch (kind) {
    case Tampering::altered:
      return "altered";
    case Tampering::removed:
      return "removed";
    case Tampering::rewritten:
      return "rewritten";
    case Tampering::wrong_tree:
      return "wrong-tree";
    case Tampering::wrong_result:
      return "wrong-result";
    case Tampering::unreadable:
      return "unreadable";
    case Tampering::uncommitted:
      return "uncommitted";
  }
  return {};
}

Status refuse_shallow(const git::Repository& repository) {
  if (!repository.is_shallow()) {
    return {};
  }
  return fail(ErrorKind::io, "this clone is shallow, and an audit needs all of history",
              {"run `git fetch --unshallow`; in CI, set fetch-depth: 0"});
}

std::vector<std::string> missing_periods(const store::Dataset& data, time::Date today) {
  std::vector<time::Period> periods;
  for (const model::AnyRecord& record : data.all<model::Audit>()) {
    periods.push_back(record.as<model::Audit>().period);
  }
  std::ranges::sort(periods);
  std::vector<std::string> missing;
  constexpr std::size_t k_most = 120;  // ten years of months: beyond that one line says it
  for (std::size_t i = 0; i < periods.size() && missing.size() < k_most; ++i) {
    const bool is_last = i + 1 == periods.size();
    for (time::Period next = next_of(periods[i]); missing.size() < k_most; next = next_of(next)) {
      const bool reached = is_last ? next.last >= today : next.first >= periods[i + 1].first;
      if (reached) {
        break;
      }
      missing.push_back(next.to_string());
    }
  }
  return missing;
}

Result<Report> verify(const Archive& archive, const store::Dataset& data,
                      const std::vector<std::string>& only, time::Date today) {
  if (Status whole = refuse_shallow(archive.repository); !whole) {
    return fail(std::move(whole.error()));
  }
  Result<Trail> trail = trail_of(archive.history, archive.tip, archive.prefix);
  if (!trail) {
    return fail(std::move(trail.error()));
  }
  Verifier verifier(archive, data, std::move(*trail));
  const std::set<std::string> known = verifier.ids();
  for (const std::string& id : only) {
    if (!known.contains(id)) {
      const std::vector<std::string_view> ids(known.begin(), known.end());
      return fail(ErrorKind::usage,
                  fmt::format("there is no audit {}{}", csx::quoted(id), did_you_mean(id, ids)),
                  {known.empty() ? "make one with `csx audit run`" : "`csx audit list` lists them"});
    }
  }
  Report report;
  for (const std::string& id : known) {
    if (!only.empty() && std::ranges::find(only, id) == only.end()) {
      continue;
    }
    Result<Verdict> verdict = verifier.verify(id);
    if (!verdict) {
      return fail(std::move(verdict.error()));
    }
    report.audits.push_back(std::move(*verdict));
  }
  std::ranges::stable_sort(report.audits, [](const Verdict& a, const Verdict& b) {
    return a.period && b.period ? a.period->first < b.period->first : false;
  });
  if (only.empty()) {
    report.missing = missing_periods(data, today);
  }
  return report;
}

}  // namespace csx::audit
