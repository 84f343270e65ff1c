#include "events.hpp"

#include <algorithm>
#include <cstring>

namespace csx::yaml {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

// Every third event holds nothing, and deleting one costs a tenth of making it.
bool holds_memory(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
      return false;
    case YAML_MAPPING_START_EVENT:
      return event.data.mapping_start.anchor != nullptr || event.data.mapping_start.tag != nullptr;
    case YAML_SEQUENCE_START_EVENT:
      return event.data.sequence_start.anchor != nullptr || event.data.sequence_start.tag != nullptr;
    default:
      return true;
  }
}

}  // namespace

void Offsets::move_to(std::size_t index) {
  while (m_index > index) {
    do {
      --m_byte;
    } while (is_continuation(m_text[m_byte]));
    --m_index;
    m_wide = static_cast<unsigned char>(m_text[m_byte]) >= 0x80 ? m_byte : m_wide;
  }
  while (index - m_index > m_wide - m_byte && m_wide < m_text.size()) {
    m_index += m_wide - m_byte + 1;
    m_byte = m_wide + utf8::decode(m_text, m_wide).length;
    m_wide = utf8::skip_ascii(m_text, m_byte);
  }
}

Events::Events(std::string_view text, std::uint32_t base, std::size_t patience)
    : m_text(text),
      m_base(base),
      m_offsets(text, base),
      m_patience(patience),
      m_read(base),
      m_span{base, base} {
  m_usable = yaml_parser_initialize(&m_parser) == 1;
  if (m_usable) {
    yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&m_parser, &Events::read, this);
  }
}

Events::~Events() {
  if (m_has_event) {
    yaml_event_delete(&m_event);
  }
  if (m_usable) {
    yaml_parser_delete(&m_parser);
  }
}

int Events::read(void* self, unsigned char* buffer, std::size_t size, std::size_t* size_read) {
  auto& events = *static_cast<Events*>(self);
  if (events.m_read < events.m_text.size() && events.m_read - events.m_read_at_event > events.m_patience) {
    events.m_impatient = true;
    return 0;
  }
  const std::size_t count = std::min(size, events.m_text.size() - events.m_read);
  if (count > 0) {
    std::memcpy(buffer, events.m_text.data() + events.m_read, count);
  }
  events.m_read += count;
  *size_read = count;
  return 1;
}

bool Events::next() {
  if (m_has_event && holds_memory(m_event)) {
    yaml_event_delete(&m_event);
  }
  m_has_event = false;
  if (!m_usable || yaml_parser_parse(&m_parser, &m_event) == 0) {
    m_has_span = true;  // of the last event
    return false;
  }
  m_has_event = true;
  m_has_span = false;
  m_read_at_event = m_read;
  return true;
}

Fault Events::fault() {
  Fault fault;
  if (m_impatient) {
    fault.kind = Fault::Kind::too_much_without_event;
    fault.at = fault.from = m_span.end;
    return fault;
  }
  if (!m_usable || m_parser.error == YAML_MEMORY_ERROR) {
    fault.kind = Fault::Kind::memory;
    fault.at = fault.from = m_span.end;
    return fault;
  }
  fault.problem = view(m_parser.problem);
  fault.context = view(m_parser.context);
  if (m_parser.error == YAML_READER_ERROR) {
    // Sets no mark, but counts bytes of what it was given.
    fault.at = fault.from =
        static_cast<std::uint32_t>(std::min(m_base + m_parser.problem_offset, m_text.size()));
    return fault;
  }
  fault.at = m_offsets.at(m_parser.problem_mark.index);
  fault.from = fault.context.empty() ? fault.at : m_offsets.at(m_parser.context_mark.index);
  return fault;
}

}  // namespace csx::yaml
