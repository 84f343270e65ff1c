#include "csx/model/type.hpp"

namespace csx::model {

const Row* Type::find(std::string_view key_name) const {
  for (const Row& row : rows) {
    if (!row.key.empty() && row.key == key_name) {
      return &row;
    }
  }
  return nullptr;
}

const Type& bare(const Type& type) {
  const Type* inner = &type;
  while (inner->form == Form::optional || inner->form == Form::or_none) {
    inner = inner->element;
  }
  return *inner;
}

}  // namespace csx::model
