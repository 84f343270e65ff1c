#include "row_sorter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace csx::interop {
namespace {

Error no_room() {
  return Error{ErrorKind::io,
               fmt::format("cannot write a temporary file: {}", std::strerror(errno)),
               {"make room on the disk of temporary files"},
               {}};
}

}  // namespace

/// A sorted sequence in a temporary file.
struct RowSorter::Run {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{nullptr, &std::fclose};
  std::string key;
  std::string payload;
  bool ended = false;

  Status write(std::string_view of_key, std::string_view of_payload) const {
    const std::array<std::uint32_t, 2> sizes{static_cast<std::uint32_t>(of_key.size()),
                                             static_cast<std::uint32_t>(of_payload.size())};
    const bool done = std::fwrite(sizes.data(), sizeof sizes, 1, file.get()) == 1 &&
                      std::fwrite(of_key.data(), 1, of_key.size(), file.get()) == of_key.size() &&
                      std::fwrite(of_payload.data(), 1, of_payload.size(), file.get()) == of_payload.size();
    return done ? Status() : fail(no_room());
  }

  Status read() {
    std::array<std::uint32_t, 2> sizes{};
    if (std::fread(sizes.data(), sizeof sizes, 1, file.get()) != 1) {
      ended = true;
      return std::ferror(file.get()) != 0 ? fail(no_room()) : Status();
    }
    key.resize(sizes[0]);
    payload.resize(sizes[1]);
    const bool done = std::fread(key.data(), 1, key.size(), file.get()) == key.size() &&
                      std::fread(payload.data(), 1, payload.size(), file.get()) == payload.size();
    return done ? Status() : fail(no_room());
  }
};

RowSorter::RowSorter(std::size_t max_bytes) : m_max_bytes(max_bytes) {}
RowSorter::~RowSorter() = default;

std::string_view RowSorter::key_of(const Item& item) const {
  return std::string_view(m_bytes).substr(item.begin, item.key);
}

Status RowSorter::add(std::string_view key, std::string_view payload) {
  if (m_bytes.capacity() < m_max_bytes) {
    m_bytes.reserve(
        m_max_bytes);  // Memory that is not written to costs nothing; growing would copy all again.
  }
  m_items.push_back(
      {m_bytes.size(), static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(payload.size())});
  m_bytes += key;
  m_bytes += payload;
  return m_bytes.size() + m_items.size() * sizeof(Item) > m_max_bytes ? spill() : Status();
}

void RowSorter::sort_held() {
  std::ranges::stable_sort(m_items, [this](const Item& a, const Item& b) { return key_of(a) < key_of(b); });
}

Status RowSorter::spill() {
  sort_held();
  auto run = std::make_unique<Run>();
  run->file.reset(std::tmpfile());
  if (run->file == nullptr) {
    return fail(no_room());
  }
  for (const Item& item : m_items) {
    const auto payload = std::string_view(m_bytes).substr(item.begin + item.key, item.payload);
    if (Status written = run->write(key_of(item), payload); !written) {
      return written;
    }
  }
  if (std::fflush(run->file.get()) != 0) {
    return fail(no_room());
  }
  std::rewind(run->file.get());
  m_runs.push_back(std::move(run));
  m_items.clear();
  m_bytes.clear();
  return {};
}

Status RowSorter::sort() {
  if (m_runs.empty()) {
    sort_held();
    return {};
  }
  if (Status spilt = spill(); !spilt) {
    return spilt;
  }
  std::string().swap(m_bytes);  // assigning an empty one would keep the room
  for (const auto& run : m_runs) {
    if (Status read = run->read(); !read) {
      return read;
    }
  }
  return {};
}

Result<bool> RowSorter::next(std::string_view& key, std::string_view& payload) {
  if (m_runs.empty()) {
    if (m_next == m_items.size()) {
      return false;
    }
    const Item& item = m_items[m_next++];
    key = key_of(item);
    payload = std::string_view(m_bytes).substr(item.begin + item.key, item.payload);
    return true;
  }
  if (m_last != nullptr) {
    if (Status read = m_last->read(); !read) {
      return fail(std::move(read.error()));
    }
  }
  m_last = nullptr;
  // Runs came one after the other: the first of equals is the oldest.
  for (const auto& run : m_runs) {
    if (!run->ended && (m_last == nullptr || run->key < m_last->key)) {
      m_last = run.get();
    }
  }
  if (m_last == nullptr) {
    return false;
  }
  key = m_last->key;
  payload = m_last->payload;
  return true;
}

void ByteWriter::put(std::uint64_t number) {
  while (number >= 0x80) {
    m_bytes += static_cast<char>(number | 0x80U);
    number >>= 7U;
  }
  m_bytes += static_cast<char>(number);
}

void ByteWriter::put(std::string_view text) {
  put(static_cast<std::uint64_t>(text.size()));
  m_bytes += text;
}

std::uint64_t ByteReader::number() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; !m_bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(m_bytes.front());
    m_bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) {
      break;
    }
  }
  return number;
}

std::string_view ByteReader::text() {
  const std::size_t size = number();
  const std::string_view text = m_bytes.substr(0, size);
  m_bytes.remove_prefix(text.size());
  return text;
}

std::string sortable(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (std::size_t i = 8; i > 0; --i) {
    bytes[i - 1] = static_cast<char>(number & 0xFFU);
    number >>= 8U;
  }
  return bytes;
}

}  // namespace csx::interop
