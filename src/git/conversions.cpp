#include "conversions.hpp"

#include <git2/sys/filter.h>
#include <sys/stat.h>

#include <array>
#include <string_view>
#include <utility>

#include "content.hpp"
#include "csx/base/text.hpp"
#include "work_folder.hpp"

namespace csx::git {
namespace {

using FilterListHandle = Handle<git_filter_list, git_filter_list_free>;

constexpr std::string_view k_attributes = ".gitattributes";

bool exists(const std::string& path) {
  struct stat state {};
  return ::stat(path.c_str(), &state) == 0;
}

/// Whether a file of the user or of the machine gives attributes to paths.
bool has_outer_attributes(const Workplace& place, const Settings& settings) {
  if (exists(place.common + "/info/attributes") || settings.path("core.attributesfile")) {
    return true;
  }
  for (const auto& [level, name] : {std::pair(GIT_CONFIG_LEVEL_XDG, "/attributes"),
                                    std::pair(GIT_CONFIG_LEVEL_SYSTEM, "/gitattributes")}) {
    git_buf folders = GIT_BUF_INIT;
    bool found = git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, &folders) != 0;
    const std::string_view all(folders.ptr != nullptr ? folders.ptr : "", folders.size);
    for (const std::string_view folder : split(all, GIT_PATH_LIST_SEPARATOR)) {
      found = found || exists(std::string(folder) + name);
    }
    git_buf_dispose(&folders);
    if (found) {
      return true;
    }
  }
  return false;
}

/// Those that are staged and not on disk count, too.
bool holds_attributes(git_index* index) {
  for (std::size_t at = 0; at < git_index_entrycount(index); ++at) {
    if (std::string_view(git_index_get_byindex(index, at)->path).ends_with(k_attributes)) {
      return true;
    }
  }
  return false;
}

/// The value of an attribute; none: unset, unspecified or only set.
std::optional<std::string> attribute(git_repository* repository, const std::string& path, const char* name) {
  const char* value = nullptr;
  const bool given =
      git_attr_get(&value, repository, GIT_ATTR_CHECK_FILE_THEN_INDEX, path.c_str(), name) == 0 &&
      git_attr_value(value) == GIT_ATTR_VALUE_STRING;
  return given ? std::optional<std::string>(value) : std::nullopt;
}

Status refuse_unknown_conversions(const Workplace& place, const std::string& path) {
  if (const auto driver = attribute(place.get(), path, "filter")) {
    const Settings settings(place.get());
    const std::string section = "filter." + *driver;
    // Git passes over a driver that is not configured.
    if (settings.text((section + ".clean").c_str()) || settings.text((section + ".process").c_str()) ||
        settings.is_true((section + ".required").c_str(), false)) {
      return fail(ErrorKind::io,
                  fmt::format("{} has the attribute filter={}: git runs a program on it, csx does not",
                              quoted_path(path), *driver),
                  {"use `--no-commit` and commit with git, or take the attribute off the records"});
    }
  }
  const auto encoding = attribute(place.get(), path, "working-tree-encoding");
  if (encoding && to_lower_ascii(*encoding) != "utf-8" && to_lower_ascii(*encoding) != "utf8") {
    return fail(ErrorKind::io, fmt::format("{} has the attribute working-tree-encoding={}, records are UTF-8",
                                           quoted_path(path), *encoding));
  }
  return {};
}

}  // namespace

Conversions::Conversions(const Workplace& place) : m_place(place) {
  const Settings settings(place.get());
  const std::string line_ends = to_lower_ascii(settings.text("core.autocrlf").value_or("false"));
  IndexHandle index;
  // libgit2 asks the index for attributes and for the line ends that a path had; it must not answer from a
  // former state.
  const bool is_fresh =
      git_repository_index(index.receive(), place.get()) == 0 && git_index_read(index.get(), 0) == 0;
  m_always = !is_fresh || line_ends != "false" || has_outer_attributes(place, settings) ||
             holds_attributes(index.get());
}

bool Conversions::has_attributes(const std::string& folder) {
  const auto [at, is_new] = m_folders.try_emplace(folder, false);
  if (is_new) {
    at->second =
        exists(fmt::format("{}/{}{}{}", m_place.work, folder, folder.empty() ? "" : "/", k_attributes));
  }
  return at->second;
}

bool Conversions::may_convert(const std::string& path) {
  bool found = m_always || has_attributes("");
  for (const std::string& folder : folders_above(path)) {
    found = found || has_attributes(folder);
  }
  return found;
}

Result<std::string> Conversions::stored(const std::string& path, const std::string& text) {
  if (!may_convert(path)) {
    return text;
  }
  if (auto known = refuse_unknown_conversions(m_place, path); !known) {
    return fail(std::move(known).error());
  }
  FilterListHandle filters;
  int code = git_filter_list_load(filters.receive(), m_place.get(), nullptr, path.c_str(), GIT_FILTER_TO_ODB,
                                  GIT_FILTER_ALLOW_UNSAFE);
  if (code == 0 && !filters) {
    return text;
  }
  git_buf buffer = GIT_BUF_INIT;
  code = code < 0 ? code : git_filter_list_apply_to_buffer(&buffer, filters.get(), text.data(), text.size());
  std::string result(code == 0 && buffer.ptr != nullptr ? buffer.ptr : "", code == 0 ? buffer.size : 0);
  git_buf_dispose(&buffer);
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot convert {} to what git stores", quoted_path(path))));
  }
  return result;
}

std::optional<git_oid> Conversions::blob_of(const std::string& path) {
  git_oid id{};
  if (may_convert(path)) {
    const int code = git_repository_hashfile(&id, m_place.get(), path.c_str(), GIT_OBJECT_BLOB, nullptr);
    return code == 0 ? std::optional(id) : std::nullopt;
  }
  const Text text = read_path(m_place.work + '/' + path);
  return text ? std::optional(blob_name(*text)) : std::nullopt;
}

}  // namespace csx::git
