#include "record_tracer.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace csx::cli {
namespace {

/// Of a commit that takes away thousands of files not all are read: those likely to hold the record come
/// first.
constexpr std::size_t k_most_traced_files = 1000;
/// A record with another id, of whose values so much is alike, is taken for the same.
constexpr double k_alike = 0.75;

/// Whether a record stood in a file and no longer does.
bool left(const RecordName& name, const BothSides& file) {
  const bool stood = file.before != nullptr && file.before->find_exactly(name);
  return stood && (file.after == nullptr || !file.after->find_exactly(name));
}

int rank_of(const git::PathChange& change, const git::Oid& blob) {
  return change.before.front()->blob == blob ? 0 : !change.after ? 1 : 2;
}

std::vector<const git::PathChange*> candidates_among(std::span<const git::PathChange> changed,
                                                     const git::Oid& blob) {
  std::vector<const git::PathChange*> candidates;
  for (const git::PathChange& change : changed) {
    if (is_text(change.before.front()) && may_hold_records(change.path)) {
      candidates.push_back(&change);
    }
  }
  std::ranges::stable_sort(candidates, {}, [&](const git::PathChange* each) { return rank_of(*each, blob); });
  candidates.resize(std::min(candidates.size(), k_most_traced_files));
  return candidates;
}

/// The record of the same kind that is alike and went with the commit.
std::optional<git::Followed> most_alike(const RecordName& name, const yaml::Value& value,
                                        const std::vector<BothSides>& files) {
  std::set<RecordName> still_there;
  for (const BothSides& file : files) {
    for (std::size_t i = 0; file.after != nullptr && i < file.after->size(); ++i) {
      still_there.insert(file.after->name(i));
    }
  }
  std::optional<git::Followed> best;
  double best_likeness = 0;
  for (const BothSides& file : files) {
    for (std::size_t i = 0; file.before != nullptr && i < file.before->size(); ++i) {
      const RecordName other = file.before->name(i);
      if (other.kind != name.kind || still_there.contains(other)) {
        continue;
      }
      const double found = likeness(file.before->value(i), value);
      if (found >= k_alike && found > best_likeness) {
        best = git::Followed{file.path, other.text()};
        best_likeness = found;
      }
    }
  }
  return best;
}

}  // namespace

bool is_text(const std::optional<git::FileState>& file) {
  return file && (file->form == git::FileState::Form::file || file->form == git::FileState::Form::executable);
}

bool may_hold_records(std::string_view path) {
  const bool hidden = path.starts_with('.') || path.find("/.") != std::string_view::npos;
  return !hidden && (path.ends_with(".yaml") || path.ends_with(".yml"));
}

bool RecordTracer::holds(const git::Followed& followed, const git::Oid& blob) {
  const auto file = m_files.get(blob);
  return file->find(RecordName::parse(followed.name)).has_value() || !file->fault().empty();
}

std::optional<git::Followed> RecordTracer::origin(const git::Followed& followed, const git::Oid& blob,
                                                  std::span<const git::PathChange> changed) {
  const RecordName name = RecordName::parse(followed.name);
  const auto now = m_files.get(blob);
  const std::optional<std::size_t> document = now->find(name);
  if (!document) {
    return std::nullopt;
  }
  std::vector<BothSides> files;
  for (const git::PathChange* change : candidates_among(changed, blob)) {
    files.push_back({change->path, m_files.get(change->before.front()->blob),
                     is_text(change->after) ? m_files.get(change->after->blob) : nullptr});
    if (left(name, files.back())) {
      return git::Followed{change->path, followed.name};
    }
  }
  return find_origin(name, now->value(*document), files);
}

std::optional<git::Followed> find_origin(const RecordName& name, const yaml::Value& value,
                                         const std::vector<BothSides>& files) {
  const auto from = std::ranges::find_if(files, [&](const BothSides& file) { return left(name, file); });
  return from != files.end() ? std::optional(git::Followed{from->path, name.text()})
                             : most_alike(name, value, files);
}

}  // namespace csx::cli
