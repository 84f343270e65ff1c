#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "csx/model/kinds.hpp"
#include "csx/model/write.hpp"

using namespace csx;
using namespace csx::model;

namespace {

std::string file(const std::string& path) {
  std::ifstream in(std::string(CSX_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("schemas: the committed ones are those of the descriptions") {
  for (const Kind& kind : kinds()) {
    CAPTURE(kind.name);
    INFO("run: csx schema write schemas");
    CHECK(file("schemas/" + std::string(kind.name) + ".schema.json") == json_schema(kind).dump(2) + "\n");
  }
  CHECK(file("schemas/csx.schema.json") == json_schema_of_any_record().dump(2) + "\n");
}

TEST_CASE("field reference: the committed one is that of the descriptions") {
  INFO("run: csx __reference --output docs/reference/records.md");
  CHECK(file("docs/reference/records.md") == field_reference());
}

TEST_CASE("schemas: every property carries its sentence") {
  const Json schema = json_schema(*find_kind("account"));
  for (const auto& [key, property] : schema["properties"].items()) {
    CAPTURE(key);
    CHECK_FALSE(property.value("description", "").empty());
  }
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["required"] == Json::array({"kind", "id", "name"}));
}
