#include "unread_ids.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "csx/model/walk.hpp"

namespace csx::store {
namespace {

constexpr std::string_view k_id_key = "id";

void collect_from_tree(const yaml::Node& node, std::vector<std::string>& ids) {
  for (const yaml::Node& item : node.items) {
    collect_from_tree(item, ids);
  }
  for (const yaml::Entry& entry : node.entries) {
    if (entry.value.kind == yaml::NodeKind::scalar && entry.key.text == k_id_key) {
      ids.emplace_back(entry.value.text);
    }
    collect_from_tree(entry.value, ids);
  }
}

bool ends_word(char c) {
  return std::string_view(" \t\r\n,{}[]\"'#").find(c) != std::string_view::npos;
}

void collect_from_text(std::string_view text, std::vector<std::string>& ids) {
  constexpr std::string_view k_id_mark = "id:";
  for (std::size_t at = text.find(k_id_mark); at != std::string_view::npos; at = text.find(k_id_mark, at)) {
    const bool is_key = at == 0 || ends_word(text[at - 1]);
    at += k_id_mark.size();
    const std::size_t begin = text.find_first_not_of(" \"'", at);
    if (is_key && begin != std::string_view::npos) {
      const std::string_view rest = text.substr(begin);
      ids.emplace_back(rest.begin(), std::ranges::find_if(rest, ends_word));
    }
  }
}

}  // namespace

bool is_whole(const yaml::Stream& stream) {
  return std::ranges::all_of(stream.documents, &yaml::Document::complete) &&
         (!stream.documents.empty() || stream.problems.empty());
}

void collect_unread_ids(const yaml::Document& document, const model::AnyRecord* record,
                        std::vector<std::string>& ids) {
  std::vector<std::string> found;
  collect_from_tree(document.root, found);
  std::set<std::string_view> declared;
  if (record != nullptr) {
    std::vector<model::Mention> mentions;
    model::collect_mentions(*record->kind().type, record->value(), mentions, model::Only::declared);
    for (const model::Mention& mention : mentions) {
      declared.insert(mention.id());
    }
  }
  std::ranges::copy_if(found, std::back_inserter(ids),
                       [&](const std::string& id) { return !declared.contains(id); });
}

void collect_unread_ids(std::string_view text, const yaml::Stream& stream, std::vector<std::string>& ids) {
  if (is_whole(stream)) {
    return;
  }
  if (stream.documents.empty()) {
    collect_from_text(text, ids);
  }
  for (std::size_t i = 0; i < stream.documents.size(); ++i) {
    if (!stream.documents[i].complete) {
      const std::size_t begin = stream.documents[i].span.end;
      const std::size_t end =
          i + 1 < stream.documents.size() ? stream.documents[i + 1].span.begin : text.size();
      collect_from_text(text.substr(begin, end - begin), ids);
    }
  }
}

}  // namespace csx::store
