#include "trail.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "head.hpp"
#include "words.hpp"

namespace csx::git {
namespace {

constexpr const char* k_trail = "trail";
constexpr std::size_t k_longest = 64;

bool head_has(git_tree* head, const EntryChange& change) {
  const auto blob = blob_at(head, change.path);
  if (!blob || !change.after) {
    return blob.has_value() == change.after.has_value();
  }
  return git_oid_equal(&*blob, &change.after->raw.id) == 1;
}

bool is_back(const std::optional<IndexEntry>& now, const EntryChange& change, Recent recent) {
  if (same_content(change.before, change.after)) {
    return false;
  }
  if (change.before) {
    return now && change.before->raw.ino != 0 && identical(*now, *change.before);
  }
  return !now && recent == Recent::yes;
}

}  // namespace

Result<std::size_t> mend_index(const Workplace& place, Conversions& conversions, IndexCopy& index,
                               const std::vector<EntryChange>& changes, git_tree* head, Recent recent) {
  std::size_t mended = 0;
  for (const EntryChange& change : changes) {
    if (!is_back(index.find(change.path), change, recent) || !head_has(head, change)) {
      continue;
    }
    std::optional<IndexEntry> entry;
    if (change.after) {
      entry = entry_for(place, conversions, change.path, change.after->raw.id, change.after->raw.mode);
    }
    if (auto set = index.set(change.path, entry); !set) {
      return fail(std::move(set).error());
    }
    ++mended;
  }
  return mended;
}

std::vector<EntryChange> read_trail(const Workplace& place) {
  const Text text = read_path(place.area + '/' + k_trail);
  if (!text) {
    return {};
  }
  WordReader in(*text);
  std::vector<EntryChange> changes = in.changes();
  return in.good() ? changes : std::vector<EntryChange>();
}

void add_to_trail(const Workplace& place, const std::vector<EntryChange>& changes) {
  std::vector<EntryChange> trail = read_trail(place);
  trail.insert(trail.end(), changes.begin(), changes.end());
  if (trail.size() > k_longest) {
    trail.erase(trail.begin(), trail.end() - static_cast<std::ptrdiff_t>(k_longest));
  }
  WordWriter out;
  out.put_changes(trail);
  (void)write_at(place.area_folder.get(), k_trail, out.text(), std::nullopt, Durable::no);
}

}  // namespace csx::git
