#include <nlohmann/json.hpp>

#include "csx/base/sha256.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/write.hpp"

namespace csx::model {

std::string content_digest(const void* agreement) {
  // Absent fields leave no trace in the JSON, so a field that a later csx adds does not change old digests.
  Json content;
  to_json(type_of<Agreement>, agreement, content);
  content.erase("approvals");
  content.erase("changes");
  return "sha256:" + sha256_hex(content.dump());
}

}  // namespace csx::model
