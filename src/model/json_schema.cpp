#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "csx/model/write.hpp"

namespace csx::model {
namespace {

constexpr std::string_view k_draft = "http://json-schema.org/draft-07/schema#";
/// Keys that are the owner's own.
constexpr const char* k_own_keys = "^x-";

/// Writes the schema of a type; described structs become definitions, written once.
class SchemaWriter {
 public:
  explicit SchemaWriter(Json& definitions) : m_definitions(definitions) {}

  Json of(const Type& type, const Bounds& bounds) {
    switch (type.form) {
      case Form::scalar:
        return scalar(type, bounds);
      case Form::optional:
        return of(*type.element, bounds);
      case Form::or_none: {
        Json none{
            {"type", "object"},
            {"properties",
             {{"none", {{"type", "string"}, {"pattern", "\\S"}, {"description", "Why there is none."}}}}},
            {"required", {"none"}},
            {"additionalProperties", false}};
        return Json{{"anyOf", Json::array({of(*type.element, bounds), std::move(none)})}};
      }
      case Form::list:
        return list(type, bounds);
      case Form::dated:
        return Json{{"anyOf", Json::array({of(*type.element->rows[1].type, bounds),
                                           array(*type.element, 1, bounds)})}};
      case Form::map:
        return map(type, bounds);
      case Form::record:
        return reference(type);
      case Form::cases:
        break;
    }
    return Json::object();
  }

  /// The object schema of a record; of a tagged one, one object for each case with the common fields
  /// repeated, because additionalProperties of draft 7 does not see through allOf.
  Json object(const Type& type, const Json& kind) {
    const CasesOps* cases = nullptr;
    for (const Row& row : type.rows) {
      cases = row.type->form == Form::cases ? row.type->cases : cases;
    }
    if (cases == nullptr) {
      return one_object(type, nullptr, {}, kind);
    }
    const std::span<const Word> words = type.find(type.tag)->type->scalar->words;
    Json tags = of(*type.find(type.tag)->type, {});
    Json all = Json::array();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string word(words[i].word);
      all.push_back(Json{{"if", {{"properties", {{std::string(type.tag), {{"const", word}}}}}}},
                         {"then", one_object(type, cases->types[i], word, kind)}});
    }
    return Json{{"type", "object"},
                {"description", std::string(type.doc)},
                {"properties", {{std::string(type.tag), std::move(tags)}}},
                {"required", {std::string(type.tag)}},
                {"allOf", std::move(all)}};
  }

 private:
  static std::string definition_name(const Type& type) {
    std::string name(type.name);
    for (char& c : name) {
      c = c == ' ' ? '-' : c;
    }
    return name;
  }

  Json reference(const Type& type) {
    // Every dated value has the same name; what it holds tells them apart.
    const bool dated = type.name == "dated value";
    const std::string name =
        dated ? "dated-" + definition_name(bare(*type.rows[1].type)) : definition_name(type);
    if (!m_definitions.contains(name)) {
      m_definitions[name] = Json::object();
      Json made = object(type, {});
      m_definitions[name] = std::move(made);
    }
    return Json{{"$ref", "#/definitions/" + name}};
  }

  static Json scalar(const Type& type, const Bounds& bounds) {
    Json schema;
    type.scalar->schema(schema);
    const bool counted_as_number =
        type.scalar->accepts == Accepts::integer || type.scalar->accepts == Accepts::number;
    if (counted_as_number && bounds.min) {
      schema["minimum"] = *bounds.min;
    }
    if (counted_as_number && bounds.max) {
      schema["maximum"] = *bounds.max;
    }
    if (!counted_as_number && bounds.min && *bounds.min == 0 && type.scalar->number != nullptr) {
      // A share or a sum of money that may not be negative: -0 is the only negative that is not less.
      schema["allOf"] = Json::array({Json{
          {"not", {{"type", "string"}, {"pattern", "^-0*(\\.0*)?[1-9]|^-[0-9]*[1-9]|^-[0-9]*\\.0*[1-9]"}}}}});
    }
    if (type.name == "share" && bounds.max && *bounds.max == 100) {
      schema["allOf"].push_back(Json{{"pattern", "^-|^0*([0-9]{1,2}(\\.[0-9]+)?|100(\\.0+)?)%$"}});
    }
    return schema;
  }

  Json array(const Type& element, std::size_t min_items, const Bounds& bounds) {
    Json schema{{"type", "array"}, {"items", of(element, bounds)}};
    if (min_items > 0) {
      schema["minItems"] = min_items;
    }
    return schema;
  }

  Json list(const Type& type, const Bounds& bounds) {
    Json items = array(*type.element, std::max(type.min_items, bounds.min_items), bounds);
    return type.lone ? Json{{"anyOf", Json::array({of(*type.element, bounds), std::move(items)})}} : items;
  }

  Json map(const Type& type, const Bounds& bounds) {
    Json key;
    type.key->scalar->schema(key);
    Json values = of(*type.element, bounds);
    allow_null(values);
    Json schema{{"type", "object"}, {"additionalProperties", std::move(values)}};
    // A key is always a string to JSON, whatever the type of the value in other places.
    if (key.value("type", Json()) == "string") {
      key.erase("markdownEnumDescriptions");
      schema["propertyNames"] = std::move(key);
    }
    return schema;
  }

  /// `key:` without a value means that it is absent.
  static void allow_null(Json& schema) {
    if (schema.contains("type") && schema["type"].is_string() && !schema.contains("enum")) {
      schema["type"] = Json::array({schema["type"], "null"});
    } else {
      schema = Json{{"anyOf", Json::array({std::move(schema), Json{{"type", "null"}}})}};
    }
  }

  void add_properties(std::span<const Row> rows, std::string_view tag, const std::string& word,
                      Json& properties, Json& required) {
    for (const Row& row : rows) {
      if (row.type->form == Form::cases) {
        continue;
      }
      const std::string key(row.key);
      Json schema = row.key == tag ? Json{{"const", word}} : of(*row.type, row.bounds);
      if (row.required()) {
        required.push_back(key);
      } else {
        allow_null(schema);
      }
      if (schema.contains("$ref")) {
        schema =
            Json{{"allOf", Json::array({std::move(schema)})}};  // draft 7 ignores what stands beside $ref
      }
      schema["description"] = std::string(row.doc);
      properties[key] = std::move(schema);
    }
  }

  Json one_object(const Type& type, const Type* chosen, const std::string& word, const Json& kind) {
    Json properties = Json::object();
    Json required = Json::array();
    if (!kind.is_null()) {
      properties["kind"] = kind;
      required.push_back("kind");
    }
    add_properties(type.rows, chosen == nullptr ? std::string_view() : type.tag, word, properties, required);
    if (chosen != nullptr) {
      add_properties(chosen->rows, {}, {}, properties, required);
    }
    Json schema{{"type", "object"}, {"description", std::string(chosen == nullptr ? type.doc : chosen->doc)}};
    schema["properties"] = std::move(properties);
    schema["patternProperties"] = Json{{k_own_keys, Json::object()}};
    schema["additionalProperties"] = false;
    if (!required.empty()) {
      schema["required"] = std::move(required);
    }
    if (!type.exactly_one.empty()) {
      for (std::string_view key : type.exactly_one) {
        schema["oneOf"].push_back(Json{{"required", {std::string(key)}},
                                       {"properties", {{std::string(key), {{"not", {{"type", "null"}}}}}}}});
      }
    }
    return schema;
  }

  Json& m_definitions;
};

Json kind_constant(const Kind& kind) {
  return Json{{"const", std::string(kind.name)},
              {"description", "Kind of record: " + std::string(kind.type->doc)}};
}

}  // namespace

Json json_schema(const Kind& kind) {
  Json definitions = Json::object();
  Json body = SchemaWriter(definitions).object(*kind.type, kind_constant(kind));
  Json schema{{"$schema", std::string(k_draft)}, {"title", "csx " + std::string(kind.name)}};
  schema.update(body);
  schema["definitions"] = std::move(definitions);
  return schema;
}

Json json_schema_of_any_record() {
  Json definitions = Json::object();
  SchemaWriter writer(definitions);
  Json names = Json::array();
  Json chosen = Json::array();
  for (const Kind& kind : kinds()) {
    const std::string name(kind.name);
    names.push_back(name);
    definitions["kind-" + name] = writer.object(*kind.type, kind_constant(kind));
    chosen.push_back(Json{{"if", {{"properties", {{"kind", {{"const", name}}}}}, {"required", {"kind"}}}},
                          {"then", {{"$ref", "#/definitions/kind-" + name}}}});
  }
  return Json{{"$schema", std::string(k_draft)},
              {"title", "csx record"},
              {"description", "A record of a csx data folder; kind decides which."},
              {"type", "object"},
              {"properties", {{"kind", {{"enum", std::move(names)}, {"description", "Kind of record."}}}}},
              {"required", {"kind"}},
              {"allOf", std::move(chosen)},
              {"definitions", std::move(definitions)}};
}

}  // namespace csx::model
