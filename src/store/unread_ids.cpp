#include "unread_ids.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/model/read.hpp"
#include "csx/model/walk.hpp"

namespace csx::store {
namespace {

constexpr std::array<std::string_view, 1> k_id_key{"id"};

class Collector {
 public:
  Collector(const model::Kind* kind, std::vector<UnreadId>& ids) : m_kind(kind), m_ids(ids) {}

  void leave_out(const model::AnyRecord& record) {
    std::vector<model::Mention> mentions;
    model::collect_mentions(*record.kind().type, record.value(), mentions, model::Only::declared);
    for (const model::Mention& mention : mentions) {
      m_declared.insert(mention.id());
    }
  }

  /// `is_root`: a document's root, whose id is the record's own.
  void tree(const yaml::Node& node, bool is_root) {
    for (const yaml::Node& item : node.items) {
      tree(item, false);
    }
    for (const yaml::Entry& entry : node.entries) {
      constexpr std::size_t k_longest = 4;  // of what is meant to be `id`
      if (entry.key.text.size() <= k_longest && nearest(entry.key.text, k_id_key)) {
        value(entry.value, is_root);
      } else {
        tree(entry.value, false);
      }
    }
  }

  void text(std::string_view text) {
    for (std::size_t at = text.find(k_id_key[0]); at != std::string_view::npos;
         at = text.find(k_id_key[0], at)) {
      const bool begins_line = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
      const bool begins_word = begins_line || ends_word(text[at - 1]);
      at += k_id_key[0].size();
      // The colon may be what is missing.
      const std::size_t begin = std::min(text.find_first_not_of(": \"'", at), text.size());
      if (begins_word && begin > at) {
        const std::string_view rest = text.substr(begin);
        add(rest.substr(0, static_cast<std::size_t>(std::ranges::find_if(rest, ends_word) - rest.begin())),
            begins_line);
      }
    }
  }

  void add(std::string_view id, bool is_own) {
    if (id.empty() || m_declared.contains(id)) {
      return;
    }
    m_ids.push_back({std::string(id), m_kind, is_own, 0});
    // Others name it as it should be written.
    if (std::string good = slug(id); good != id && !good.empty()) {
      m_ids.push_back({std::move(good), m_kind, is_own, 0});
    }
  }

 private:
  void value(const yaml::Node& node, bool is_own) {
    constexpr std::size_t k_longest = 200;
    if (node.kind == yaml::NodeKind::scalar && node.text.size() <= k_longest) {
      add(node.text, is_own);
    }
    for (const yaml::Node& item : node.items) {
      value(item, is_own);
    }
    tree(node, false);
  }

  static bool ends_word(char c) {
    return std::string_view(" \t\r\n,{}[]\"'#").find(c) != std::string_view::npos;
  }

  const model::Kind* m_kind;
  std::vector<UnreadId>& m_ids;
  std::set<std::string_view> m_declared;
};

}  // namespace

bool is_whole(const yaml::Stream& stream) {
  return std::ranges::all_of(stream.documents, &yaml::Document::complete) &&
         (!stream.documents.empty() || stream.problems.empty());
}

bool holds_another_record(const yaml::Document& document) {
  const std::span<const yaml::Entry> entries = document.root.entries;
  return !entries.empty() && std::ranges::count(entries, entries.front().key.text,
                                                [](const yaml::Entry& entry) { return entry.key.text; }) > 1;
}

void collect_unread_ids(const yaml::Document& document, const model::AnyRecord* record,
                        std::string_view unread, std::vector<UnreadId>& ids) {
  if (record == nullptr && document.complete && model::kind_key_of(document.root) == nullptr) {
    return;  // a file of something else lacks no record
  }
  const bool is_known = record != nullptr && !holds_another_record(document);
  Collector collector(is_known ? &record->kind() : nullptr, ids);
  if (is_known) {
    collector.leave_out(*record);
  } else {
    ids.emplace_back();
  }
  collector.tree(document.root, true);
  collector.text(unread);
}

void collect_unread_ids(std::string_view text, std::vector<UnreadId>& ids) {
  ids.emplace_back();
  Collector(nullptr, ids).text(text);
}

}  // namespace csx::store
