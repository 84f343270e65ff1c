#include "history_target.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "field_address.hpp"
#include "files.hpp"
#include "resolve.hpp"

namespace csx::cli {
namespace {

/// `account/aurora` and what stands behind its `#` or `.`.
struct Reference {
  std::string_view record;
  std::string_view field;
};
Reference parse(std::string_view ref) {
  const std::size_t end = std::min(ref.find_first_of("#."), ref.size());
  return {ref.substr(0, end), ref.substr(std::min(end + 1, ref.size()))};
}

/// Where a record is written; none for kinds of several versions and those whose place depends on more than
/// the id.
std::optional<std::string> usual_file(const RecordName& name) {
  const model::Kind* kind = model::find_kind(name.kind);
  if (kind == nullptr || name.id.empty() || name.kind == "agreement") {
    return std::nullopt;
  }
  std::string path(kind->layout);
  if (const std::size_t at = path.find("{id}"); at != std::string::npos) {
    path.replace(at, 4, name.id);
  }
  return path.find('{') == std::string::npos ? std::optional(std::move(path)) : std::nullopt;
}

/// No part of the path is a link, which reading the whole folder would not follow.
bool is_plain(const std::string& folder, const std::string& file) {
  std::error_code wrong;
  const std::filesystem::path whole = std::filesystem::canonical(folder + '/' + file, wrong);
  return !wrong && whole == std::filesystem::canonical(folder, wrong) / file;
}

/// The workspace and the one file that the record is in; null when that cannot be said without reading all.
std::shared_ptr<Session> read_one(const Context& context, const RecordName& name) {
  const std::optional<std::string> file = usual_file(name);
  const Result<std::string> folder = store::find_data_folder(context.folder());
  if (!file || !folder || !is_plain(*folder, *file)) {
    return nullptr;
  }
  auto workspace = read_file(*folder + "/csx.yaml");
  auto text = read_file(*folder + '/' + *file);
  if (!workspace || !*workspace || !text || !*text || !PastFile(**text).find(name)) {
    return nullptr;
  }
  auto tree = store::memory_tree({{"csx.yaml", std::move(**workspace)}, {*file, std::move(**text)}});
  Result<store::Dataset> data = store::load(*tree);
  return data ? std::make_shared<Session>(Session{*folder, std::move(tree), std::move(*data), {}, {}})
              : nullptr;
}

/// A record, or a part of one, as the folder has it.
struct TargetPlace {
  std::string ref;
  const model::AnyRecord* record = nullptr;
  std::string part;  ///< pointer of the part; empty for the record
  const model::Type* type = nullptr;
};

Result<std::optional<TargetPlace>> find_place(const store::Dataset& data, std::string_view ref) {
  const RecordName name = RecordName::parse(ref);
  const model::Kind* kind = model::find_kind(name.kind);
  if (kind != nullptr && !name.id.empty() && name.id.find('/') == std::string::npos) {
    // Also what has errors in it, and what is no more.
    const model::AnyRecord* record = data.find(name.kind, ref.substr(name.kind.size() + 1));
    return record == nullptr ? std::optional<TargetPlace>()
                             : std::optional(TargetPlace{record->reference(), record, {}, kind->type});
  }
  Result<Named> named = resolve(data, ref);
  if (!named) {
    Error error = std::move(named.error());
    if (error.kind == ErrorKind::usage) {
      std::erase_if(error.hints, [](const std::string& hint) { return hint.starts_with("write kind/id"); });
      error.hints.emplace_back("write kind/id, such as account/aurora: that finds also what is gone");
    }
    return fail(std::move(error));
  }
  const model::AnyRecord& record = *named->item.record;
  const bool is_part = named->subject.kind == nullptr;
  return TargetPlace{
      named->ref, &record,
      is_part ? model::pointer_to(record, named->item.value, *named->subject.type).value_or("") : "",
      named->subject.type};
}

/// The pointer of a field below a part; of a value that changes over time the whole list.
std::string pointer_of(const FieldAddress& address, const yaml::Value& part) {
  if (address.dated) {
    const yaml::Value* dated = value_at(part, address.pointer(*address.dated));
    if (dated != nullptr && dated->kind == yaml::NodeKind::sequence) {
      return address.pointer(*address.dated);
    }
  }
  return address.pointer();
}

void add_fields(HistoryTarget& target, const TargetPlace& place, const yaml::Value& root,
                const std::vector<std::string>& fields, time::Date day) {
  const yaml::Value* part = value_at(root, place.part);
  const std::string base = name_of_pointer(root, place.part);
  for (const std::string& field : fields) {
    Result<FieldAddress> address = part == nullptr ? fail(ErrorKind::usage, "nothing stands there")
                                                   : find_address(*place.type, *part, field, day);
    if (address) {
      target.fields.add(name_of_pointer(root, place.part + pointer_of(*address, *part)));
      continue;
    }
    std::string name = field.starts_with('/') ? name_of_pointer(yaml::Value(), field) : field;
    target.fields.add(base.empty() ? name : fmt::format("{}.{}", base, name));
    target.doubt = std::move(address.error());
  }
  if (fields.empty() && !place.part.empty()) {
    target.fields.add(base);
  }
}

}  // namespace

Result<std::shared_ptr<const Session>> open_for_history(Context& context,
                                                        const std::optional<std::string>& ref, Reach reach) {
  const bool one = ref && reach == Reach::as_needed && !context.globals().at;
  const std::shared_ptr<Session> session =
      one ? read_one(context, RecordName::parse(parse(*ref).record)) : nullptr;
  if (session == nullptr) {
    return open_session(context, Unread::left);
  }
  const Result<time::Instant> as_of = instant_in(context, session->data.zone());
  if (!as_of) {
    return fail(as_of.error());
  }
  session->as_of = *as_of;
  session->today = session->data.zone().date_of(*as_of);
  context.keep(session);
  return session;
}

std::optional<Error> doubt_about(std::string_view field) {
  const std::string_view key = field.substr(0, field.find('.'));
  std::vector<std::string_view> keys;
  for (const model::Kind& kind : model::kinds()) {
    for (const model::Row* row : rows_of(*kind.type, nullptr)) {
      keys.push_back(row->key);
    }
  }
  if (std::ranges::find(keys, key) != keys.end() || key.starts_with("x-")) {
    return std::nullopt;
  }
  return Error{ErrorKind::usage,
               fmt::format("no record has a field {}{}", csx::quoted(key), did_you_mean(key, keys)),
               {"write a field from its record on, such as owners.csm"},
               {}};
}

Result<HistoryTarget> find_history_target(const Session& session, const std::string& ref,
                                          const std::vector<std::string>& fields) {
  const Reference reference = parse(ref);
  std::vector<std::string> all = fields;
  if (!reference.field.empty()) {
    all.insert(all.begin(), std::string(reference.field));
  }
  Result<std::optional<TargetPlace>> place = find_place(session.data, reference.record);
  if (!place) {
    return fail(std::move(place.error()));
  }
  HistoryTarget target;
  if (!*place) {
    target.name = RecordName::parse(reference.record);
    target.ref = target.name.text();
    for (const std::string& field : all) {
      target.fields.add(field.starts_with('/') ? name_of_pointer(yaml::Value(), field) : field);
    }
    return target;
  }
  const model::AnyRecord& record = *(*place)->record;
  target.file = session.data.file_of(record);
  Result<std::string> text = session.tree->read(*target.file);
  if (!text) {
    return fail(std::move(text.error()));
  }
  const PastFile file(std::move(*text));
  if (record.source().document >= file.size()) {
    return fail(ErrorKind::conflict, fmt::format("{} changed while it was read", quoted_path(*target.file)),
                {"run the command again"});
  }
  target.ref = (*place)->ref;
  target.name = file.name(record.source().document);
  add_fields(target, **place, file.value(record.source().document), all, session.today);
  return target;
}

}  // namespace csx::cli
