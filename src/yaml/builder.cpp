#include "builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "arena.hpp"
#include "csx/base/text.hpp"
#include "explain.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

// Beyond the longest scalar: what libyaml reads ahead, comments, blank lines.
constexpr std::size_t k_patience_besides_scalar = 128U << 10U;

// Each costs as much as many values.
constexpr std::size_t k_most_documents = 100'000;  // of a file
constexpr std::size_t k_most_anchors = 10'000;     // of a document

// Of a record: saves growing in steps.
constexpr std::size_t k_usual_nodes = 64;
constexpr std::size_t k_usual_depth = 16;

std::string_view view(const yaml_char_t* bytes) {
  return reinterpret_cast<const char*>(bytes);
}

}  // namespace

Builder::Builder(std::string_view text, const Prescan& scanned, const Limits& limits, Problems& problems,
                 Stream& stream)
    : m_text(text),
      m_source(scanned.repaired.empty() ? text : std::string_view(scanned.repaired)),
      m_base(scanned.base),
      m_limits(limits),
      m_problems(problems),
      m_stream(stream) {
  m_nodes.reserve(k_usual_nodes);
  m_frames.reserve(k_usual_depth);
  listen_from(m_base);
}

void Builder::run() {
  if (refuse_directive(m_base)) {
    return;
  }
  std::optional<std::uint32_t> begin = m_base;
  while (begin) {
    begin = read_from(*begin);
  }
}

void Builder::listen_from(std::uint32_t begin) {
  m_events.emplace(m_source, begin, m_limits.max_scalar_bytes + k_patience_besides_scalar);
}

// Where reading goes on after a fault; none at the end.
std::optional<std::uint32_t> Builder::read_from(std::uint32_t begin) {
  while (m_events->next()) {
    if (m_events->event().type == YAML_STREAM_END_EVENT) {
      return std::nullopt;
    }
    handle();
    if (m_stopped || m_problems.hopeless()) {
      close_early();
      return std::nullopt;
    }
  }
  const Fault fault = m_events->fault();
  fail(fault);
  // Behind the mark that this part begins with, so that it goes on.
  const std::uint32_t next = document_mark(m_source, std::max(fault.at, begin + 1));
  const bool goes_on = fault.kind == Fault::Kind::grammar && !m_problems.hopeless() && next < m_source.size();
  if (!goes_on) {
    return std::nullopt;
  }
  listen_from(next);
  return next;
}

void Builder::handle() {
  switch (m_events->event().type) {
    case YAML_DOCUMENT_START_EVENT:
      begin_document(m_events->span().end);
      break;
    case YAML_DOCUMENT_END_EVENT:
      end_document(true);
      m_implicit_end = m_events->event().data.document_end.implicit != 0;
      refuse_directive(m_events->span().begin);
      break;
    case YAML_MAPPING_START_EVENT:
      begin_collection(NodeKind::mapping);
      break;
    case YAML_SEQUENCE_START_EVENT:
      begin_collection(NodeKind::sequence);
      break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
      end_collection();
      break;
    case YAML_SCALAR_EVENT:
      scalar();
      break;
    case YAML_ALIAS_EVENT:
      alias();
      break;
    default:
      break;
  }
}

void Builder::begin_document(std::uint32_t begin) {
  m_document_begin = begin;
  m_in_document = true;
  m_has_root = false;
  m_anchors.clear();
  m_anchor_names.clear();
  m_last_scalar.reset();
  Document& document = m_stream.documents.emplace_back();
  document.empty = true;
  document.root.span = document.span = {m_document_begin, m_document_begin};
  if (m_stream.documents.size() > k_most_documents) {
    stop("yaml/too-many-nodes", document.span,
         fmt::format("more than {} documents in this file", k_most_documents), "split the file");
  }
}

void Builder::end_document(bool complete) {
  Document& document = m_stream.documents.back();
  document.complete = complete;
  if (m_has_root) {
    document.root = m_nodes.back();
    document.span = document.root.span;
    document.empty = document.root.kind == NodeKind::scalar && document.span.begin == document.span.end;
  }
  m_nodes.clear();
  m_in_document = false;
}

bool Builder::refuse_directive(std::uint32_t at) {
  if (!directive_ahead(m_source, at)) {
    return false;
  }
  begin_document(at);
  stop("yaml/directive", rest_of_line(m_source, at), "directives are refused", "remove the line");
  end_document(false);
  return true;
}

void Builder::begin_collection(NodeKind kind) {
  const yaml_event_t& event = m_events->event();
  const bool mapping = kind == NodeKind::mapping;
  const yaml_char_t* anchor = mapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor;
  const yaml_char_t* tag = mapping ? event.data.mapping_start.tag : event.data.sequence_start.tag;
  Frame frame;
  frame.kind = kind;
  frame.flow = mapping ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                       : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  const std::uint32_t begin = value_begin(anchor, tag);
  frame.span = {begin, begin};
  if (m_frames.size() >= m_limits.max_depth) {
    stop("yaml/too-deep", word_at(m_source, begin),
         fmt::format("nested more than {} levels deep", m_limits.max_depth), "make the structure flatter");
    return;
  }
  frame.first = m_nodes.size();
  frame.nodes_before = m_count;
  if (anchor != nullptr) {
    frame.anchor = anchor_opened(anchor);
  }
  if (count(1, frame.span)) {
    m_frames.push_back(frame);
  }
}

// After anchor and tag.
std::uint32_t Builder::value_begin(const yaml_char_t* anchor, const yaml_char_t* tag) {
  const std::uint32_t begin = m_events->span().begin;
  const bool bare = anchor == nullptr && tag == nullptr;
  return bare ? begin : skip_properties(m_source, begin, properties(anchor, tag));
}

void Builder::end_collection() {
  Frame& frame = m_frames.back();
  if (frame.flow) {
    // A pair in a flow sequence, `[a: b]`, has no bracket of its own: its end event is empty.
    const Span end = m_events->span();
    frame.span.end = end.begin < end.end ? end.end : frame.span.end;
  }
  close_frame();
}

void Builder::close_frame() {
  const Frame frame = m_frames.back();
  const std::span<const Node> children(m_nodes.data() + frame.first, m_nodes.size() - frame.first);
  Node node;
  node.kind = frame.kind;
  node.flow = frame.flow;
  node.span = frame.span;
  if (frame.kind == NodeKind::mapping) {
    node.entries = m_stream.m_arena->entries(children);
    if (m_frames.size() == 1 && !frame.flow) {
      check_root_duplicates(node.entries);
    } else {
      check_duplicates(node.entries);
    }
  } else {
    node.items = m_stream.m_arena->items(children);
  }
  m_nodes.resize(frame.first);
  m_frames.pop_back();
  if (frame.anchor) {
    m_anchors[*frame.anchor] = {node, m_count - frame.nodes_before, frame.height + 1, true};
  }
  add(node, frame.height + 1);
}

void Builder::alias() {
  const std::string_view name = view(m_events->event().data.alias.anchor);
  const auto found = m_anchor_names.find(name);
  const bool known = found != m_anchor_names.end() && m_anchors[found->second].complete;
  Node node;
  std::uint32_t height = 0;
  std::uint32_t nodes = 1;
  if (known) {
    const Anchor& anchor = m_anchors[found->second];
    node = anchor.node;
    nodes = anchor.nodes;
    height = anchor.height;
  } else {
    node.style = ScalarStyle::double_quoted;
    const std::string what =
        found == m_anchor_names.end() ? "names no anchor before it" : "stands inside its own anchor";
    report("yaml/unknown-alias", m_events->span(), fmt::format("the alias *{} {}", name, what),
           "write the value itself, or quote it if the '*' belongs to it");
  }
  node.alias = true;
  node.span = m_events->span();
  m_alias_nodes += nodes;
  if (m_alias_nodes > m_limits.max_alias_nodes) {
    stop("yaml/alias-limit", node.span,
         fmt::format("aliases add more than {} values to this file", m_limits.max_alias_nodes),
         "write the values themselves");
  } else if (m_frames.size() + height > m_limits.max_depth) {
    stop("yaml/too-deep", node.span,
         fmt::format("nested more than {} levels deep by this alias", m_limits.max_depth),
         "make the structure flatter");
  } else if (count(nodes, node.span)) {
    add(node, height);
  }
}

void Builder::add(const Node& node, std::uint32_t height) {
  if (m_frames.empty()) {
    m_has_root = true;
    m_nodes.push_back(node);
    return;
  }
  Frame& frame = m_frames.back();
  if (at_key()) {
    check_key(node);
  }
  frame.height = std::max(frame.height, height);
  frame.span.end = std::max(frame.span.end, node.span.end);
  m_nodes.push_back(node);
}

void Builder::too_many(Span span) {
  stop("yaml/too-many-nodes", span, fmt::format("more than {} values in this file", m_limits.max_nodes),
       "split the file");
}

std::size_t Builder::anchor_opened(const yaml_char_t* name) {
  if (m_anchors.size() >= k_most_anchors) {
    stop("yaml/alias-limit", m_events->span(), fmt::format("more than {} anchors", k_most_anchors),
         "write the values themselves");
  }
  m_anchor_names.insert_or_assign(std::string(view(name)), m_anchors.size());
  m_anchors.emplace_back();
  return m_anchors.size() - 1;
}

void Builder::fail(const Fault& fault) {
  const FaultyText faulty{m_source, fault, m_last_scalar};
  const bool rest_of_last =
      m_implicit_end && faulty.fault.problem.find("<document start>") != std::string_view::npos;
  if (!m_in_document && rest_of_last) {
    m_stream.documents.back().complete = false;
  } else if (!m_in_document) {
    begin_document(m_events->span().end);
  }
  Problem problem = explain(faulty);
  problem.document = static_cast<std::uint32_t>(m_stream.documents.size() - 1);
  problem.pointer = pointer(Child::none);
  m_problems.add(std::move(problem));
  drop_unsure(fault.at);
  close_early();
  m_implicit_end = false;
}

// What stands in open brackets may be the rest of the document, and a value that reaches up to the fault may
// have taken in what comes after it: neither says what it was meant to.
void Builder::drop_unsure(std::uint32_t fault) {
  const auto open = std::find_if(m_frames.begin(), m_frames.end(), [](const Frame& f) { return f.flow; });
  if (open != m_frames.end()) {
    m_nodes.resize(open->first);
    m_frames.erase(open, m_frames.end());
    return;
  }
  const bool touches = !m_frames.empty() && m_nodes.size() > m_frames.back().first && m_last_scalar &&
                       m_nodes.back().span == m_last_scalar->span && m_last_scalar->span.end <= fault &&
                       trim(slice(m_source, {m_last_scalar->span.end, fault})).empty() &&
                       line_end(m_source, m_last_scalar->span.end) >= fault;
  if (touches && m_frames.back().kind == NodeKind::sequence) {
    m_nodes.pop_back();
  } else if (touches && at_key()) {
    const std::uint32_t key_end = m_nodes[m_nodes.size() - 2].span.end;
    m_nodes.back() = Node{};
    m_nodes.back().span = {key_end, key_end};
  }
}

// Keeps what was read: open collections end where their last child does, a key without a value gets an empty
// one.
void Builder::close_early() {
  if (!m_in_document) {
    return;
  }
  while (!m_frames.empty()) {
    const Frame& frame = m_frames.back();
    if (frame.kind == NodeKind::mapping && !at_key()) {
      Node missing;
      missing.span = {m_nodes.back().span.end, m_nodes.back().span.end};
      m_nodes.push_back(missing);
    }
    close_frame();
  }
  end_document(false);
}

}  // namespace csx::yaml
