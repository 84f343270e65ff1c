#include <fmt/format.h>

#include "csx/base/text.hpp"
#include "reader.hpp"

namespace csx::model {
namespace {

bool takes(Accepts accepts, yaml::Core core) {
  switch (accepts) {
    case Accepts::text:
      return core == yaml::Core::text;
    case Accepts::integer:
      return core == yaml::Core::integer;
    case Accepts::number:
      return core == yaml::Core::integer || core == yaml::Core::real;
    case Accepts::boolean:
      return core == yaml::Core::boolean;
    case Accepts::text_or_integer:
      return core == yaml::Core::text || core == yaml::Core::integer;
    case Accepts::anything:
      return core != yaml::Core::null;
  }
  return false;
}

std::string number_text(double value) {
  return value == static_cast<double>(static_cast<long long>(value))
             ? fmt::format("{}", static_cast<long long>(value))
             : fmt::format("{}", value);
}

}  // namespace

std::string describe_found(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::NodeKind::sequence:
      return node.items.empty() ? "an empty list" : "a list";
    case yaml::NodeKind::mapping:
      return node.entries.empty() ? "an empty mapping" : "a mapping of keys";
    case yaml::NodeKind::scalar:
      break;
  }
  switch (node.core) {
    case yaml::Core::null:
      return "nothing";
    case yaml::Core::boolean:
      return fmt::format("the truth value {}", node.text);
    case yaml::Core::integer:
    case yaml::Core::real:
      return fmt::format("the number {}", ellipsize(node.text, 40));
    case yaml::Core::text:
      return fmt::format("the text {}", quoted(node.text));
  }
  return "nothing";
}

Reading Reader::wrong_type(const yaml::Node& node, std::string_view expected, std::string help) {
  report("schema/wrong-type", fmt::format("expected {}, found {}", expected, describe_found(node)), &node)
      .help = std::move(help);
  return Reading::broken;
}

Reading Reader::read_scalar(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  const ScalarOps& ops = *type.scalar;
  if (node.kind != yaml::NodeKind::scalar || !takes(ops.accepts, node.core)) {
    const bool quotable =
        node.kind == yaml::NodeKind::scalar && !node.is_null() && ops.accepts == Accepts::text;
    const bool quoted_number = node.kind == yaml::NodeKind::scalar && node.core == yaml::Core::text &&
                               node.style != yaml::ScalarStyle::plain && ops.accepts != Accepts::text;
    std::string help;
    if (quotable && ops.words.empty() && type.name == "text") {
      help = fmt::format("put it in quotes: \"{}\"", ellipsize(node.text, 40));
    } else if (quoted_number) {
      help = "remove the quotes";
    }
    const std::string expected =
        ops.words.empty() ? std::string(ops.expected) : fmt::format("{}", with_article(type.name));
    return wrong_type(node, expected, std::move(help));
  }
  if (std::optional<std::string> wrong = ops.parse(node.text, out)) {
    if (!ops.words.empty()) {
      report("schema/unknown-value", fmt::format("unknown {} {}{}", type.name, quoted(node.text), *wrong),
             &node);
    } else {
      report("schema/invalid-value",
             fmt::format("{} is not {}: {}", quoted(node.text), with_article(type.name), *wrong), &node)
          .help = fmt::format("expected {}", ops.expected);
    }
    return Reading::broken;
  }
  return in_bounds(node, type, out, bounds) ? Reading::whole : Reading::broken;
}

bool Reader::in_bounds(const yaml::Node& node, const Type& type, const void* value, const Bounds& bounds) {
  if (type.scalar->number == nullptr || (!bounds.min && !bounds.max)) {
    return true;
  }
  const double number = type.scalar->number(value);
  const bool low = bounds.min && number < *bounds.min;
  const bool high = bounds.max && number > *bounds.max;
  if (!low && !high) {
    return true;
  }
  const std::string_view mark = type.name == "share" ? "%" : "";
  report("schema/out-of-range",
         fmt::format("{} is {} than {}{}", ellipsize(node.text, 40), low ? "less" : "more",
                     number_text(low ? *bounds.min : *bounds.max), mark),
         &node)
      .help = bounds.min && bounds.max ? fmt::format("expected {}{} to {}{}", number_text(*bounds.min), mark,
                                                     number_text(*bounds.max), mark)
                                       : fmt::format("expected at {} {}{}", low ? "least" : "most",
                                                     number_text(low ? *bounds.min : *bounds.max), mark);
  return false;
}

}  // namespace csx::model
