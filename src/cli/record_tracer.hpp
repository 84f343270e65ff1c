#pragma once

#include <optional>
#include <span>
#include <string>

#include "csx/git/history.hpp"
#include "past_file.hpp"

namespace csx::cli {

/// Finds records in files of earlier commits, also where they stood in other files or had other ids. A
/// record's `Followed::name` is its RecordName as text.
class RecordTracer final : public git::Tracer {
 public:
  explicit RecordTracer(PastFiles& files) : m_files(files) {}

  /// Also for a file that cannot be understood: what it holds is unknown, and it stood there before and
  /// after.
  bool holds(const git::Followed& followed, const git::Oid& blob) override;
  std::optional<git::Followed> origin(const git::Followed& followed, const git::Oid& blob,
                                      std::span<const git::PathChange> changed) override;

 private:
  PastFiles& m_files;
};

/// A file that a change touches, before and after; null: there is none.
struct BothSides {
  std::string path;
  std::shared_ptr<const PastFile> before;
  std::shared_ptr<const PastFile> after;
};
/// Where a record that a change brings was before: under its name in a file that it is no longer in, else the
/// record of its kind that went and is much like it.
std::optional<git::Followed> find_origin(const RecordName& name, const yaml::Value& value,
                                         const std::vector<BothSides>& files);

/// Whether it is a file of text: no link, no repository.
bool is_text(const std::optional<git::FileState>& file);
/// Whether a path is one that records are read from.
bool may_hold_records(std::string_view path);

}  // namespace csx::cli
