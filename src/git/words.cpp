#include "words.hpp"

#include <charconv>
#include <initializer_list>
#include <iterator>
#include <system_error>
#include <utility>

namespace csx::git {

void WordWriter::put(std::string_view word) {
  fmt::format_to(std::back_inserter(m_out), "{}:", word.size());
  m_out += word;
  m_out += ',';
}

void WordWriter::put_text(const Text& text) {
  put(text ? "some" : "none");
  put(text ? std::string_view(*text) : std::string_view());
}

void WordWriter::put_number(std::int64_t number) {
  put(fmt::format("{}", number));
}

void WordWriter::put_entry(const std::optional<IndexEntry>& entry) {
  put_number(entry ? 1 : 0);
  const git_index_entry raw = entry ? entry->raw : git_index_entry{};
  for (const std::int64_t number : std::initializer_list<std::int64_t>{
           raw.ctime.seconds, raw.ctime.nanoseconds, raw.mtime.seconds, raw.mtime.nanoseconds, raw.dev,
           raw.ino, raw.mode, raw.uid, raw.gid, raw.file_size, raw.flags, raw.flags_extended}) {
    put_number(number);
  }
  char hex[GIT_OID_HEXSZ + 1] = {};
  put(git_oid_tostr(hex, sizeof hex, &raw.id));
}

void WordWriter::put_changes(const std::vector<EntryChange>& changes) {
  put_number(static_cast<std::int64_t>(changes.size()));
  for (const EntryChange& change : changes) {
    put(change.path);
    put_entry(change.before);
    put_entry(change.after);
  }
}

std::string WordReader::word() {
  std::size_t size = 0;
  const char* end = m_rest.data() + m_rest.size();
  const auto [at, code] = std::from_chars(m_rest.data(), end, size);
  const auto left = static_cast<std::size_t>(end - at);
  if (!m_good || code != std::errc() || left < 2 || *at != ':' || left - 2 < size || at[size + 1] != ',') {
    m_good = false;
    return {};
  }
  std::string result(at + 1, size);
  m_rest = m_rest.substr(m_rest.size() - left + size + 2);
  return result;
}

std::int64_t WordReader::number() {
  const std::string text = word();
  std::int64_t result = 0;
  const auto [at, code] = std::from_chars(text.data(), text.data() + text.size(), result);
  m_good = m_good && code == std::errc() && at == text.data() + text.size();
  return result;
}

Text WordReader::text() {
  const bool there = word() == "some";
  std::string bytes = word();
  return there ? Text(std::move(bytes)) : Text();
}

std::optional<IndexEntry> WordReader::entry(const std::string& path) {
  const bool there = number() != 0;
  IndexEntry result{path, {}};
  git_index_entry& raw = result.raw;
  into(raw.ctime.seconds);
  into(raw.ctime.nanoseconds);
  into(raw.mtime.seconds);
  into(raw.mtime.nanoseconds);
  into(raw.dev);
  into(raw.ino);
  into(raw.mode);
  into(raw.uid);
  into(raw.gid);
  into(raw.file_size);
  into(raw.flags);
  into(raw.flags_extended);
  m_good = git_oid_fromstr(&raw.id, word().c_str()) == 0 && m_good;
  return there ? std::optional(std::move(result)) : std::nullopt;
}

std::vector<EntryChange> WordReader::changes() {
  std::vector<EntryChange> changes;
  for (std::int64_t left = number(); left > 0 && m_good; --left) {
    std::string path = word();
    std::optional<IndexEntry> before = entry(path);
    std::optional<IndexEntry> after = entry(path);
    changes.push_back({std::move(path), std::move(before), std::move(after)});
  }
  return changes;
}

}  // namespace csx::git
