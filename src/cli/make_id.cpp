#include "make_id.hpp"

#include "csx/base/slug.hpp"
#include "csx/model/scalar.hpp"
#include "field_address.hpp"
#include "id_places.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace csx::cli {
namespace {

using yaml::Value;

/// `p12` as `p` and 12.
struct Counted {
  std::string prefix;
  std::size_t number = 0;
};
std::optional<Counted> counted_id(std::string_view id) {
  const std::size_t digits = id.find_last_not_of("0123456789") + 1;
  Counted counted{std::string(id.substr(0, digits)), 0};
  const auto [end, wrong] = std::from_chars(id.data() + digits, id.data() + id.size(), counted.number);
  const bool is_counted = digits > 0 && digits < id.size() && wrong == std::errc() && id[digits] != '0';
  return is_counted && end == id.data() + id.size() ? std::optional(counted) : std::nullopt;
}

bool is_taken(const std::vector<std::string>& taken, std::string_view id) {
  return std::ranges::find(taken, id) != taken.end();
}

std::string next_number(const std::string& prefix, std::size_t from, const std::vector<std::string>& taken) {
  for (std::size_t number = from;; ++number) {
    std::string id = prefix + std::to_string(number);
    if (!is_taken(taken, id)) {
      return id;
    }
  }
}

/// The first word of its name, as people are called; all of it where that is taken.
std::string id_of_name(const Value& item, const std::vector<std::string>& taken) {
  for (const std::string_view key : {"name", "title"}) {
    const std::string name = text_at(item, key);
    for (const std::string& id : {slug(name.substr(0, name.find(' '))), slug(name)}) {
      if (!id.empty() && !is_taken(taken, id)) {
        return id;
      }
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> declared_ids(const model::Kind& kind, const yaml::Value& record,
                                      std::string_view target) {
  std::vector<std::string> ids;
  for (IdPlace& place : id_places(kind, record)) {
    if (place.role == model::Role::declares && place.target == target) {
      ids.push_back(std::move(place.id));
    }
  }
  return ids;
}

std::string id_for_item(std::string_view list_key, const yaml::Value& list, const yaml::Value& item,
                        const std::vector<std::string>& taken) {
  std::string prefix;
  std::size_t highest = 0;
  bool all_counted = !list.items.empty();
  for (const Value& each : list.items) {
    const std::optional<Counted> counted = counted_id(text_at(each, "id"));
    all_counted = all_counted && counted && (prefix.empty() || prefix == counted->prefix);
    if (counted) {
      prefix = counted->prefix;
      highest = std::max(highest, counted->number);
    }
  }
  if (all_counted) {
    return next_number(prefix, highest + 1, taken);
  }
  const bool has_name =
      entry_of(item, "name") != nullptr || (!list.items.empty() && entry_of(item, "title") != nullptr);
  if (std::string id = has_name ? id_of_name(item, taken) : std::string(); !id.empty()) {
    return id;
  }
  return next_number(std::string(list_key.empty() ? "i" : list_key.substr(0, 1)), 1, taken);
}

std::string fault_of_id(std::string_view id) {
  std::string parsed;
  return model::detail::parse_id(id, parsed).value_or(std::string());
}

}  // namespace csx::cli
