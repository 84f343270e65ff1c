#pragma once

#include <yaml.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "csx/base/diagnostic.hpp"
#include "csx/base/utf8.hpp"

namespace csx::yaml {

// Where libyaml stopped and what it said. Offsets are bytes.
struct Fault {
  enum class Kind : std::uint8_t { grammar, too_much_without_event, memory };
  Kind kind = Kind::grammar;
  std::string_view problem;
  std::string_view context;
  std::uint32_t at = 0;    // of the problem
  std::uint32_t from = 0;  // of the context; as `at` when there is none
};

// libyaml's mark counts characters; this turns the count into bytes. Marks come nearly in order: the cursor
// steps over the characters of several bytes between them, and what lies before the next of those needs no
// steps at all.
class Offsets {
 public:
  Offsets(std::string_view text, std::size_t base)
      : m_text(text), m_byte(base), m_wide(utf8::skip_ascii(text, base)) {}

  std::uint32_t at(std::size_t index) {
    if (index < m_index || index - m_index > m_wide - m_byte) {
      move_to(index);
    }
    return static_cast<std::uint32_t>(std::min(m_byte + (index - m_index), m_text.size()));
  }

 private:
  void move_to(std::size_t index);

  std::string_view m_text;
  std::size_t m_index = 0;
  std::size_t m_byte;  // of the character m_index
  std::size_t m_wide;  // of the first character of several bytes from there on
};

// The events of a text, one at a time, with byte positions.
class Events {
 public:
  // `patience`: how many bytes may be read without an event coming out of them.
  Events(std::string_view text, std::uint32_t base, std::size_t patience);
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // Goes to the next event; false at a fault.
  bool next();
  const yaml_event_t& event() const { return m_event; }
  // As libyaml has it: anchors, tags and a block scalar's trailing blank lines included.
  // Worked out when asked for: not every event's is.
  Span span() {
    if (!m_has_span) {
      m_span.begin = m_offsets.at(m_event.start_mark.index);
      m_span.end = std::max(m_span.begin, m_offsets.at(m_event.end_mark.index));
      m_has_span = true;
    }
    return m_span;
  }
  Fault fault();

 private:
  static int read(void* self, unsigned char* buffer, std::size_t size, std::size_t* size_read);

  std::string_view m_text;
  std::uint32_t m_base;
  Offsets m_offsets;
  std::size_t m_patience;
  std::size_t m_read;
  std::size_t m_read_at_event = 0;
  bool m_impatient = false;
  yaml_parser_t m_parser{};
  bool m_usable = false;
  bool m_has_event = false;
  yaml_event_t m_event{};
  bool m_has_span = true;
  Span m_span;
};

}  // namespace csx::yaml
