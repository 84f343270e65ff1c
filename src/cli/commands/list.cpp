#include "../listing.hpp"

#include "csx/base/text.hpp"
#include "csx/report/table.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 4> k_list_formats{"text", "json", "csv", "markdown"};

struct ListOptions {
  std::optional<std::string> subject;
  std::vector<std::string> where;
  std::vector<std::string> sort;
  std::optional<std::string> columns;
};

void declare(ListOptions& options, Options& out) {
  out.push_back({.names = "KIND",
                 .value = {},
                 .doc = "what to list: a kind of record (accounts) or a part (segments, entries, promises)",
                 .into = &options.subject,
                 .completes = Completes::part,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "--where",
                 .value = "FIELD=VALUE",
                 .doc = "only those whose field matches; also !=, <, <=, >, >=, and ~ for text that is held; "
                        "an empty value means absent; may be repeated: all must match",
                 .into = &options.where,
                 .completes = Completes::field});
  out.push_back({.names = "--sort",
                 .value = "FIELD",
                 .doc = "order by this field, backwards with - before it; may be repeated",
                 .into = &options.sort,
                 .completes = Completes::field});
  out.push_back({.names = "--columns",
                 .value = "A,B,C",
                 .doc = "the fields to show",
                 .into = &options.columns,
                 .completes = Completes::field});
}

struct SortKey {
  ColumnSpec column;
  enum class Direction : unsigned char { forwards, backwards } direction = Direction::forwards;
};

/// The command line, understood.
struct Query {
  Subject subject;
  std::vector<ColumnSpec> columns;
  std::vector<Condition> conditions;
  std::vector<SortKey> keys;
};

Result<Query> parse(const ListOptions& options) {
  Result<Subject> subject = find_subject(*options.subject);
  if (!subject) {
    return fail(std::move(subject.error()));
  }
  Query query{*subject, {}, {}, {}};
  std::vector<std::string> names = default_columns(*subject);
  if (options.columns) {
    names.clear();
    for (const std::string_view name : split(*options.columns, ',')) {
      names.emplace_back(trim(name));
    }
  }
  for (const std::string& name : names) {
    Result<ColumnSpec> column = find_column(*subject, name);
    if (!column) {
      return fail(std::move(column.error()));
    }
    query.columns.push_back(std::move(*column));
  }
  for (const std::string& text : options.where) {
    Result<Condition> condition = parse_condition(*subject, text);
    if (!condition) {
      return fail(std::move(condition.error()));
    }
    query.conditions.push_back(std::move(*condition));
  }
  for (const std::string& text : options.sort) {
    const bool backwards = text.starts_with('-');
    Result<ColumnSpec> column = find_column(*subject, std::string_view(text).substr(backwards ? 1 : 0));
    if (!column) {
      return fail(std::move(column.error()));
    }
    query.keys.push_back(
        {std::move(*column), backwards ? SortKey::Direction::backwards : SortKey::Direction::forwards});
  }
  return query;
}

void sort(std::vector<Item>& items, const Query& query, const Session& session) {
  struct Keyed {
    Item item;
    std::vector<std::string> cells;
  };
  std::vector<Keyed> keyed;
  for (const Item& item : items) {
    Keyed& row = keyed.emplace_back(Keyed{item, {}});
    for (const SortKey& key : query.keys) {
      row.cells.push_back(cell_text(key.column, query.subject, item, session));
    }
  }
  std::ranges::stable_sort(keyed, [&](const Keyed& a, const Keyed& b) {
    for (std::size_t i = 0; i < query.keys.size(); ++i) {
      const std::string& left = a.cells[i];
      const std::string& right = b.cells[i];
      const auto order = compare_printed(query.keys[i].column, left, right, session.data.zone());
      if (order != 0) {
        // What has no value comes last in either direction.
        const bool backwards = query.keys[i].direction == SortKey::Direction::backwards;
        return (backwards && !left.empty() && !right.empty()) ? order > 0 : order < 0;
      }
    }
    return false;
  });
  std::ranges::transform(keyed, items.begin(), &Keyed::item);
}

std::vector<Item> select(const Query& query, const Session& session) {
  std::vector<Item> items = items_of(query.subject, session.data);
  std::erase_if(items, [&](const Item& item) {
    return !std::ranges::all_of(query.conditions, [&](const Condition& condition) {
      return matches(condition, query.subject, item, session);
    });
  });
  if (!query.keys.empty()) {
    sort(items, query, session);
  }
  return items;
}

report::Table table_of(const Query& query, const std::vector<Item>& items, const Session& session) {
  report::Table table;
  for (const ColumnSpec& column : query.columns) {
    table.columns.push_back({column.name, is_numeric(column) ? report::Align::right : report::Align::left});
  }
  for (const Item& item : items) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const ColumnSpec& column : query.columns) {
      row.push_back(cell_text(column, query.subject, item, session));
    }
  }
  return table;
}

Json json_of(const Query& query, const std::vector<Item>& items, const Session& session) {
  Json rows = Json::array();
  for (const Item& item : items) {
    Json row = Json::object();
    for (const ColumnSpec& column : query.columns) {
      row[column.name] = cell_json(column, query.subject, item, session);
    }
    rows.push_back(std::move(row));
  }
  return Json{{"kind", query.subject.name}, {"rows", std::move(rows)}};
}

Result<int> run(const ListOptions& options, Context& context) {
  const Result<Query> query = parse(options);
  if (!query) {
    return fail(query.error());
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  for (const Condition& condition : query->conditions) {
    if (Status possible = check_value(condition, query->subject, session); !possible) {
      return fail(std::move(possible.error()));
    }
  }
  const std::vector<Item> items = select(*query, session);
  const std::string_view format = context.format();
  if (format == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), json_of(*query, items, session)));
  } else if (format == "csv") {
    context.out = report::csv_of(table_of(*query, items, session));
  } else if (format == "markdown") {
    context.out = report::markdown_of(table_of(*query, items, session));
  } else if (!items.empty()) {
    context.out = report::text_of(table_of(*query, items, session), context.width());
  } else {
    context.note(fmt::format("no {}", query->subject.plural));
  }
  return 0;
}

constexpr std::array<Example, 6> k_list_examples{
    {{"csx list accounts --where touch_model=high-touch --sort -mrr",
      "the high-touch accounts, largest first"},
     {"csx list accounts --where 'health<60' --sort health --columns "
      "id,owners.csm,mrr,fit,health,health_band",
      "those whose health is low, the lowest first"},
     {"csx list handoffs --where state=submitted --columns id,account,to.person",
      "handoffs that wait for somebody"},
     {"csx list accounts --where owners.csm=", "accounts without a CSM"},
     {"csx list entries --where type=ticket --format csv --output tickets.csv", "all tickets, as CSV"},
     {"csx list segments --at v2025", "the segments as a tag of the repository had them"}}};

}  // namespace

const Command k_list{
    .name = "list",
    .group = Group::look,
    .summary = "list the records of a kind, or parts of them, as a table",
    .effect = Effect::reads,
    .about =
        "Columns are fields by their dotted names (owners.csm) or derived: ref and file of all, lifecycle, "
        "mrr, fit, fit_band, health and health_band of accounts, state and since of handoffs. Of values that "
        "change over time the one in "
        "force is shown. Lists of blocks are shown as their number.",
    .formats = k_list_formats,
    .examples = k_list_examples,
    .prepare = prepare<ListOptions, declare, run>};

}  // namespace csx::cli
