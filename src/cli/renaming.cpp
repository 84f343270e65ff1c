#include "renaming.hpp"

#include <algorithm>
#include <set>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/write.hpp"
#include "field_address.hpp"
#include "files.hpp"
#include "value_document.hpp"

namespace csx::cli {
namespace {

using yaml::Edit;
using yaml::Value;

Edit edit_of(const IdPlace& place, std::string_view to) {
  Edit edit;
  edit.pointer = place.pointer;
  if (place.at == IdPlace::At::key) {
    edit.action = Edit::Action::rename;
    edit.key = place.text_with(to);
  } else {
    edit.value = Value::string(place.text_with(to));
  }
  return edit;
}

/// Goes through every record file of the folder.
class Renamer {
 public:
  Renamer(Writing& writing, const Renaming& renaming) : m_writing(writing), m_renaming(renaming) {}

  Result<Renamed> run() {
    find_namesakes();
    for (const std::string& file : m_writing.data().files()) {
      if (Status done = rename_in(file); !done) {
        return fail(std::move(done.error()));
      }
    }
    if (Status moved = m_renaming.subject->kind == nullptr ? Status() : move_files(); !moved) {
      return fail(std::move(moved.error()));
    }
    return std::move(m_renamed);
  }

 private:
  /// Whether another record declares a part of that name too.
  void find_namesakes() {
    std::size_t count = 0;
    for (const model::AnyRecord* record : m_writing.data().records()) {
      std::vector<model::Mention> mentions;
      if (m_renaming.target.scope == model::Scope::any_record) {
        model::collect_mentions(*record->kind().type, record->value(), mentions);
      }
      count += std::ranges::any_of(mentions, [&](const model::Mention& mention) {
        return mention.role() == model::Role::declares && mention.target().name == m_renaming.target.name &&
               mention.id() == m_renaming.from;
      });
    }
    m_sole = count <= 1;
  }

  Status rename_in(const std::string& file) {
    const Result<std::optional<std::string>> text = m_writing.text(file);
    if (!text) {
      return fail(text.error());
    }
    if (!*text || (*text)->find(m_renaming.from) == std::string::npos) {
      return {};
    }
    const yaml::Stream stream = yaml::read(**text);
    std::vector<Edit> edits;
    bool only_own = !stream.documents.empty();
    bool has_own = false;
    for (std::uint32_t i = 0; i < stream.documents.size(); ++i) {
      const yaml::Document& document = stream.documents[i];
      if (document.empty) {
        continue;
      }
      if (!document.complete) {
        m_renamed.notes.push_back(fmt::format(
            "{} has errors in its text: it may name {} where that cannot be read", file, m_renaming.from));
      }
      const Result<Own> own = rename_in(Value::of(document.root), i, edits);
      if (!own) {
        return fail(own.error());
      }
      has_own = has_own || *own == Own::yes;
      only_own = only_own && *own == Own::yes;
    }
    if (has_own && only_own) {
      m_own_files.push_back(file);
    }
    return edits.empty() ? Status() : m_writing.edit(file, edits);
  }

  /// Whether a document is the record that is renamed.
  enum class Own : unsigned char { no, yes };

  Result<Own> rename_in(const Value& record, std::uint32_t document, std::vector<Edit>& edits) {
    const model::Kind* kind = model::find_kind(text_at(record, "kind"));
    if (kind == nullptr) {
      return Own::no;
    }
    const std::size_t first = edits.size();
    const std::string id = text_at(record, "id");
    Own own = Own::no;
    for (const IdPlace& place : id_places(*kind, record)) {
      if (!is_meant(m_renaming, place, *kind, id, m_sole)) {
        continue;
      }
      if (kind->name == "audit") {
        return fail(ErrorKind::usage,
                    fmt::format("audit/{} names {} {}, and audits are not rewritten", id,
                                m_renaming.target.name, csx::quoted(m_renaming.from)),
                    {"keep the id; what people read can be set, such as a name"});
      }
      own = kind == m_renaming.subject->kind && place.role == model::Role::declares && place.pointer == "/id"
                ? Own::yes
                : own;
      edits.push_back(edit_of(place, m_renaming.to));
    }
    if (own == Own::yes) {
      follow(record);
    }
    if (kind->type == &model::type_of<model::Agreement> && edits.size() > first) {
      carry_approvals(record, edits, first);
    }
    for (std::size_t i = first; i < edits.size(); ++i) {
      edits[i].document = document;
    }
    return own;
  }

  void follow(const Value& record) {
    const std::string kind = text_at(record, "kind");
    const std::string version = kind == "agreement" ? '@' + text_at(record, "version") : std::string();
    m_writing.follow(fmt::format("{}/{}{}", kind, m_renaming.from, version),
                     fmt::format("{}/{}{}", kind, m_renaming.to, version));
  }

  /// What was approved is the same under another name: the digests of the content follow.
  void carry_approvals(const Value& before, std::vector<Edit>& edits, std::size_t first) {
    Value after = before;
    for (std::size_t i = first; i < edits.size(); ++i) {
      Result<Value> changed = yaml::apply_to_value(std::move(after), edits[i]);
      if (!changed) {
        return;  // the editor will say so
      }
      after = std::move(*changed);
    }
    const std::optional<model::AnyRecord> old_record = read_value(before);
    const std::optional<model::AnyRecord> new_record = read_value(after);
    const Value* approvals = entry_of(before, "approvals");
    if (approvals == nullptr || !old_record || !new_record || !old_record->usable || !new_record->usable) {
      return;
    }
    const std::string approved = model::content_digest(old_record->value());
    const std::string carried = model::content_digest(new_record->value());
    std::size_t count = 0;
    for (std::size_t i = 0; i < approvals->items.size() && approved != carried; ++i) {
      if (text_at(approvals->items[i], "of") == approved) {
        Edit edit;
        edit.pointer = fmt::format("/approvals/{}/of", i);
        edit.value = Value::string(carried);
        edits.push_back(std::move(edit));
        ++count;
      }
    }
    if (count > 0) {
      m_renamed.notes.push_back(fmt::format("{}: {} {} kept, the content is the same under another name",
                                            new_record->reference(), counted(count, "approval"),
                                            count == 1 ? "is" : "are"));
    }
  }

  Status move_files() {
    const std::map<std::string, std::string> moves = moves_of(
        *m_renaming.subject->kind, m_renaming.from, m_renaming.to, m_own_files, m_writing.data().files());
    const std::string root = m_writing.session().folder + '/';
    std::set<std::string> old_folders;
    for (const auto& [from, to] : moves) {
      if (exists(root + to)) {
        return fail(ErrorKind::usage,
                    fmt::format("{} is in the way of {}", quoted_path(to), quoted_path(from)),
                    {"move it, or give another id"});
      }
      Result<std::optional<std::string>> text = m_writing.text(from);
      if (!text) {
        return fail(std::move(text.error()));
      }
      m_writing.put(to, std::move(*text));
      m_writing.put(from, std::nullopt);
      m_writing.follow(from, to);
      if (m_renaming.subject->kind->layout.find("{id}/") != std::string_view::npos) {
        old_folders.insert(
            from.substr(0, from.find('/' + m_renaming.from + '/') + m_renaming.from.size() + 1));
      }
    }
    for (const std::string& folder : old_folders) {
      note_files_left(root, folder, moves);
    }
    return move_suppressions(moves);
  }

  void note_files_left(const std::string& root, const std::string& folder,
                       const std::map<std::string, std::string>& moves) {
    constexpr std::size_t k_named = 5;
    std::vector<std::string> left = files_below(root + folder);
    std::erase_if(left, [&](const std::string& file) { return moves.contains(folder + '/' + file); });
    for (std::size_t i = 0; i < std::min(left.size(), k_named); ++i) {
      m_renamed.notes.push_back(fmt::format("{}/{} is no record: it stays where it is", folder, left[i]));
    }
    if (left.size() > k_named) {
      m_renamed.notes.push_back(fmt::format("{} more files of {} stay too", left.size() - k_named, folder));
    }
  }

  /// Suppressions that name a file which moves.
  Status move_suppressions(const std::map<std::string, std::string>& moves) {
    const model::AnyRecord& workspace = m_writing.data().workspace_record();
    const Result<Value> value = m_writing.value(workspace);
    if (!value) {
      return fail(value.error());
    }
    const Value* list = value_at(*value, "/checks/suppressions");
    std::vector<Edit> edits;
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      const std::string path = text_at(list->items[i], "path");
      const std::string start = path.substr(0, path.find('*'));
      const auto move = std::ranges::find_if(moves, [&](const auto& each) {
        return !start.empty() &&
               (each.first == path || (start.size() < path.size() && each.first.starts_with(start)));
      });
      const std::size_t at = move == moves.end() ? path.npos : path.find(m_renaming.from);
      if (at != path.npos && start.find(m_renaming.from) != start.npos) {
        Edit edit;
        edit.pointer = fmt::format("/checks/suppressions/{}/path", i);
        edit.value = Value::string(
            move->first == path ? move->second
                                : std::string(path).replace(at, m_renaming.from.size(), m_renaming.to));
        edits.push_back(std::move(edit));
      }
    }
    return edits.empty() ? Status() : m_writing.edit(workspace, std::move(edits));
  }

  Writing& m_writing;
  const Renaming& m_renaming;
  bool m_sole = true;
  std::vector<std::string> m_own_files;
  Renamed m_renamed;
};

}  // namespace

std::map<std::string, std::string> moves_of(const model::Kind& kind, std::string_view from,
                                            std::string_view to, const std::vector<std::string>& own,
                                            const std::vector<std::string>& files) {
  std::map<std::string, std::string> moves;
  if (kind.layout.find("{id}/") != std::string_view::npos) {
    const std::string folder = fmt::format("/{}/", from);
    for (const std::string& file : own) {
      const std::size_t at = ('/' + file).rfind(folder);
      if (at == std::string::npos) {
        continue;
      }
      const std::string before = file.substr(0, at);
      const std::string old_folder = fmt::format("{}{}/", before, from);
      for (const std::string& each : files) {
        if (each.starts_with(old_folder)) {
          moves[each] = fmt::format("{}{}/{}", before, to, each.substr(old_folder.size()));
        }
      }
    }
    return moves;
  }
  if (kind.layout.find("{id}") == std::string_view::npos) {
    return moves;
  }
  for (const std::string& file : own) {
    const std::size_t name = file.rfind('/') + 1;
    const std::string_view rest = std::string_view(file).substr(name);
    // `sales-cs.v2.yaml` is named after the id too.
    if (rest.starts_with(from) && rest.substr(from.size()).starts_with('.')) {
      moves[file] = fmt::format("{}{}{}", file.substr(0, name), to, rest.substr(from.size()));
    }
  }
  return moves;
}

Result<Renamed> rename(Writing& writing, const Renaming& renaming) {
  return Renamer(writing, renaming).run();
}

}  // namespace csx::cli
