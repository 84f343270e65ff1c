#include "csx/interop/import.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/parallel.hpp"
#include "csx/base/text.hpp"
#include "file_changer.hpp"
#include "group_rows.hpp"
#include "row_maker.hpp"
#include "row_sorter.hpp"

namespace csx::interop {
namespace {

/// Rows on their way from the files to the records: read, sorted by what they are about so that those that
/// say the same of one thing meet, then sorted by record file.
class Import {
 public:
  Import(const Plan& plan, const ImportWorld& world, const ImportOptions& options)
      : m_plan(plan),
        m_world(world),
        m_options(options),
        m_places(plan),
        m_by_key(options.sort_bytes),
        m_by_file(options.sort_bytes),
        m_rejected(options.sort_bytes) {}

  Result<Imported> run() {
    for (std::size_t file = 0; file < m_plan.files.size(); ++file) {
      if (Status read = read_file(file); !read) {
        return fail(std::move(read.error()));
      }
    }
    Status done = merge();
    done = done ? change_files() : std::move(done);
    done = done ? tell_rejected() : std::move(done);
    if (!done) {
      return fail(std::move(done.error()));
    }
    if (!m_imported.counts.adds_up()) {
      return fail(ErrorKind::defect, "the rows that were read are not those that were accounted for");
    }
    return std::move(m_imported);
  }

 private:
  ImportCounts& counts() { return m_imported.counts; }

  Status read_file(std::size_t file) {
    Result<ByteSource> source = m_world.open(file);
    if (!source) {
      return fail(std::move(source.error()));
    }
    CsvReader reader(std::move(*source), m_plan.csv);
    RowMaker maker(m_plan, m_places, m_options, file);
    CsvRow row;
    bool is_header = true;
    for (;;) {
      const Result<bool> more = reader.next(row);
      if (!more) {
        Error error = more.error();
        error.message = fmt::format("{}: {}", quoted_path(m_plan.files[file]), error.message);
        return fail(std::move(error));
      }
      if (!*more) {
        return {};
      }
      if (std::exchange(is_header, false)) {
        continue;
      }
      ++counts().read;
      if (Status taken = take(maker, row, reader); !taken) {
        return taken;
      }
    }
  }

  Status take(RowMaker& maker, const CsvRow& row, const CsvReader& reader) {
    switch (maker.make(row, reader)) {
      case RowMaker::Outcome::filtered:
        ++counts().filtered;
        return {};
      case RowMaker::Outcome::rejected:
        return reject(maker.rejected());
      case RowMaker::Outcome::taken:
        break;
    }
    const MadeRow& made = maker.made();
    m_out.clear();
    made.write(m_out);
    std::string key = m_plan.groups ? made.key : made.thing();
    key += '\0';
    key += sortable(made.file) + sortable(made.line);
    return m_by_key.add(key, m_out.bytes());
  }

  Status reject(const RejectedRow& row) {
    ++counts().rejected;
    ByteWriter out;
    for (const std::uint64_t number : {std::uint64_t{row.file}, std::uint64_t{row.position.line},
                                       std::uint64_t{row.position.column}, row.offset, row.bytes}) {
      out.put(number);
    }
    out.put(row.column);
    out.put(row.reason);
    return m_rejected.add(sortable(row.file) + sortable(row.offset), out.bytes());
  }

  Status reject(std::uint64_t file, std::uint64_t line, std::uint64_t offset, std::uint64_t bytes,
                std::string reason) {
    return reject(
        RejectedRow{file, {static_cast<std::uint32_t>(line), 1}, {}, std::move(reason), offset, bytes});
  }

  Status reject(const MadeRow& row, std::string reason) {
    return reject(row.file, row.line, row.offset, row.bytes, std::move(reason));
  }

  /// Of the rows about one thing (of groups: with one key) one goes on.
  Status merge() {
    if (Status sorted = m_by_key.sort(); !sorted) {
      return sorted;
    }
    constexpr std::size_t k_numbers = 2 * sizeof(std::uint64_t);  // file and line, behind what is meant
    std::optional<std::string> last;
    std::string last_meant;
    std::string_view key;
    std::string_view payload;
    for (;;) {
      const Result<bool> more = m_by_key.next(key, payload);
      if (!more) {
        return fail(more.error());
      }
      if (!*more) {
        return last ? pass(*last) : Status();
      }
      const std::string_view meant = key.substr(0, key.size() - k_numbers);
      Status done;
      if (last && meant == last_meant) {
        done = meet(*last, payload);
      } else {
        done = last ? pass(*last) : Status();
        last = payload;
        last_meant = meant;
      }
      if (!done) {
        return done;
      }
    }
  }

  /// Two rows about one thing: `last` becomes the one that goes on.
  Status meet(std::string& last, std::string_view payload) {
    const MadeRow first = MadeRow::read(last);
    const MadeRow row = MadeRow::read(payload);
    const std::string line = first.file == row.file
                                 ? fmt::format("line {}", first.line)
                                 : fmt::format("{}:{}", m_plan.files[first.file], first.line);
    if (first.key != row.key) {
      return reject(row, fmt::format("it gives the id {} that {} has, under another {}", quoted(row.id), line,
                                     key_columns(m_plan)));
    }
    const bool same = first.cells == row.cells && first.record == row.record;
    if (!same && first.file == row.file) {
      return reject(row,
                    fmt::format("{} has the same {} and says something else", line, key_columns(m_plan)));
    }
    ++counts().merged;
    if (!same) {
      last = payload;
    }
    return {};
  }

  Status pass(std::string_view payload) { return m_by_file.add(MadeRow::place_of(payload), payload); }

  /// The rows of one record file, and its text before and after.
  struct FileWork {
    std::string path;
    std::vector<Wanted> wanted;
    std::optional<std::string> text;
    Result<std::optional<std::string>> changed = std::nullopt;
  };

  Status change_files() {
    if (Status sorted = m_by_file.sort(); !sorted) {
      return sorted;
    }
    std::vector<Wanted> wanted;
    std::string_view key;
    std::string_view payload;
    for (;;) {
      const Result<bool> more = m_by_file.next(key, payload);
      if (!more) {
        return fail(more.error());
      }
      std::optional<MadeRow> row = *more ? std::optional(MadeRow::read(payload)) : std::nullopt;
      if (!wanted.empty() && (!row || row->path != wanted.front().row.path)) {
        if (Status added = add_work(std::exchange(wanted, {})); !added) {
          return added;
        }
      }
      if (!row) {
        return change_files_of_work();
      }
      if (m_plan.groups && !wanted.empty() && wanted.back().row.thing() == row->thing()) {
        MadeRow copy = *row;
        if (std::optional<std::string> wrong = fold(m_plan, wanted.back(), std::move(copy))) {
          if (Status told = reject(*row, std::move(*wrong)); !told) {
            return told;
          }
        }
        continue;
      }
      wanted.push_back({std::move(*row), {}, Wanted::Outcome::unchanged, {}});
    }
  }

  Status add_work(std::vector<Wanted> wanted) {
    // So much is held at a time: enough to keep all cores busy.
    constexpr std::size_t k_rows = 4096;
    const std::string path = wanted.front().row.path;
    Result<std::optional<std::string>> text = m_world.text(path);
    if (!text) {
      return fail(std::move(text.error()));
    }
    m_rows_of_work += wanted.size();
    m_work.push_back({.path = path, .wanted = std::move(wanted), .text = std::move(*text)});
    return m_rows_of_work < k_rows ? Status() : change_files_of_work();
  }

  Status change_files_of_work() {
    for_each_index(m_work.size(), [&](std::size_t i) {
      FileWork& work = m_work[i];
      work.changed = change_file(m_plan, m_world, m_options, work.path, work.text, work.wanted);
    });
    for (FileWork& work : m_work) {
      if (!work.changed) {
        return fail(std::move(work.changed.error()));
      }
      if (*work.changed) {
        m_world.put(work.path, std::move(**work.changed));
      }
      for (const Wanted& each : work.wanted) {
        if (Status counted = count(each); !counted) {
          return counted;
        }
      }
    }
    m_work.clear();
    m_rows_of_work = 0;
    return {};
  }

  Status count(const Wanted& each) {
    ImportedFile& file = m_imported.files[each.row.path];
    switch (each.outcome) {
      case Wanted::Outcome::created:
        ++counts().created;
        ++file.created;
        break;
      case Wanted::Outcome::changed:
        ++counts().changed;
        ++file.changed;
        break;
      case Wanted::Outcome::unchanged:
        ++counts().unchanged;
        ++file.unchanged;
        break;
      case Wanted::Outcome::rejected: {
        Status told = reject(each.row, each.reason);
        for (const Wanted::Place& other : each.others) {
          told =
              told ? reject(other.file, other.line, other.offset, other.bytes, each.reason) : std::move(told);
        }
        return told;
      }
    }
    counts().grouped += each.others.size();
    return {};
  }

  Status tell_rejected() {
    if (Status sorted = m_rejected.sort(); !sorted) {
      return sorted;
    }
    std::string_view key;
    std::string_view payload;
    for (;;) {
      const Result<bool> more = m_rejected.next(key, payload);
      if (!more || !*more) {
        return more ? Status() : fail(more.error());
      }
      ByteReader in(payload);
      RejectedRow row;
      row.file = in.number();
      row.position.line = static_cast<std::uint32_t>(in.number());
      row.position.column = static_cast<std::uint32_t>(in.number());
      row.offset = in.number();
      row.bytes = in.number();
      row.column = in.text();
      row.reason = in.text();
      if (Status told = m_world.reject(row); !told) {
        return told;
      }
    }
  }

  const Plan& m_plan;
  const ImportWorld& m_world;
  const ImportOptions& m_options;
  const Places m_places;
  RowSorter m_by_key;
  RowSorter m_by_file;
  RowSorter m_rejected;
  std::vector<FileWork> m_work;
  std::size_t m_rows_of_work = 0;
  ByteWriter m_out;
  Imported m_imported;
};

}  // namespace

Result<Imported> import(const Plan& plan, const ImportWorld& world, const ImportOptions& options) {
  return Import(plan, world, options).run();
}

}  // namespace csx::interop
