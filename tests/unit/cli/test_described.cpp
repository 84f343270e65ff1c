#include <doctest/doctest.h>

#include "csx/model/kinds.hpp"
#include "fields.hpp"

using namespace csx::cli;

TEST_CASE("readers find fields below tables with a key or without; a key alone is no field") {
  struct Row {
    std::string_view kind;
    std::string_view path;
    std::string_view key;  ///< of the field; empty for none
  };
  for (const Row& row :
       {Row{"mapping", "fields", "fields"}, Row{"mapping", "fields.column", "column"},
        Row{"mapping", "fields.owners.csm.column", "column"}, Row{"mapping", "fields.nonsense", ""},
        Row{"mapping", "fields.nonsense.zzz", ""}, Row{"mapping", "fields.column.zzz", ""},
        Row{"account", "fit", "fit"}, Row{"account", "fit.zzz", ""}, Row{"account", "contacts.name", "name"},
        Row{"account", "nothing", ""}}) {
    CAPTURE(row.path);
    const std::optional<Field> field = find_described(*csx::model::find_kind(row.kind)->type, row.path);
    CHECK((field ? field->row->key : std::string_view()) == row.key);
  }
}
