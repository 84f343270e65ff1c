#include <doctest/doctest.h>

#include <string>

#include "edits.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

TEST_CASE("items and entries are added within brackets") {
  check_rows({
      {"a: [x, y] # c\n", append("/a", text("z")), "a: [x, y, z] # c\n"},
      {"a: [x,y]\n", append("/a", text("z")), "a: [x,y,z]\n"},
      {"a: [ x, y ]\n", append("/a", text("z")), "a: [ x, y, z ]\n"},
      {"a: [x, y,]\n", append("/a", text("z")), "a: [x, y, z,]\n"},
      {"a: [x, y, ]\n", append("/a", text("z")), "a: [x, y, z, ]\n"},
      {"a: [x]\n", insert("/a/0", text("z")), "a: [z, x]\n"},
      {"a: [x, y]\n", insert("/a/1", text("z")), "a: [x, z, y]\n"},
      {"a: {x: 1} # c\n", set("/a/w", number("2")), "a: {x: 1, w: 2} # c\n"},
      {"a: { x: 1 }\n", set("/a/w", number("2")), "a: { x: 1, w: 2 }\n"},
      {"a: {x: 1, z: 3}\n", set("/a/w", number("2"), {"x"}), "a: {x: 1, w: 2, z: 3}\n"},
      {"{\"a\":1,\"b\":\"c\"}\n", set("/d", "x"), "{\"a\":1,\"b\":\"c\",\"d\":\"x\"}\n"},
      {"{a: {b: 1}}\n", set("/a/c/d", number("2")), "{a: {b: 1, c: {d: 2}}}\n"},
      {"{a, b}\n", set("/c", number("1")), "{a, b, c: 1}\n"},
      {"{a: , b: }\n", set("/c", number("1")), "{a: , b: , c: 1 }\n"},
      {"[{}, [], { }]\n", set("/0/x", number("1")), "[{x: 1}, [], { }]\n"},
      {"[{}, [], { }]\n", append("/1", number("1")), "[{}, [1], { }]\n"},
      {"[{}, [], { }]\n", set("/2/x", number("1")), "[{}, [], { x: 1 }]\n"},
      {"[a: 1, c]\n", set("/0/b", number("2")), "[{a: 1, b: 2}, c]\n"},
      {"[a: , c]\n", set("/0/b", number("2")), "[{a: , b: 2} , c]\n"},
  });
}

TEST_CASE("an empty list where a block could stand takes a block for mappings, else stays on its line") {
  check_rows({
      {"a: [] # c\nb: 1\n", append("/a", text("x")), "a: [x] # c\nb: 1\n"},
      {"a: [] # c\nb: 1\n", append("/a", map({{"x", number("1")}, {"w", number("2")}})),
       "a: # c\n  - x: 1\n    w: 2\nb: 1\n"},
      {"- []\n", append("/0", map({{"x", number("1")}})), "- - x: 1\n"},
      {"a: [ # none yet\n  ]\n", append("/a", text("x")), "a: [x # none yet\n  ]\n"},
      {"[]\n", append("", map({{"x", number("1")}})), "- x: 1\n"},
      {"--- [] # c\n", append("", map({{"x", number("1")}})), "--- # c\n- x: 1\n"},
  });
}

TEST_CASE("a list of one item a line gets another line") {
  check_rows({
      {"a: [\n  x, # about x\n  y # about y\n] # c\n", append("/a", text("z")),
       "a: [\n  x, # about x\n  y, # about y\n  z\n] # c\n"},
      {"a: [\n  x,\n  y,\n]\n", append("/a", text("z")), "a: [\n  x,\n  y,\n  z,\n]\n"},
      {"a: [\n  x,\n  y]\n", append("/a", text("z")), "a: [\n  x,\n  y,\n  z]\n"},
      {"a: [\r\n  x\r\n]\r\n", append("/a", text("z")), "a: [\r\n  x,\r\n  z\r\n]\r\n"},
      {"a: [\n  x,\n  # about y\n  y\n]\n", insert("/a/1", text("z")),
       "a: [\n  x,\n  z,\n  # about y\n  y\n]\n"},
      {"{\n  a: 1,\n  b: 2\n}\n", set("/c", number("3")), "{\n  a: 1,\n  b: 2,\n  c: 3\n}\n"},
      {"a: [x, y,\n    z, zz]\n", append("/a", text("w")), "a: [x, y,\n    z, zz, w]\n"},
      {"a: [x, y,\n    z, " + std::string(90, 'z') + "]\n", append("/a", text("word")),
       "a: [x, y,\n    z, " + std::string(90, 'z') + ",\n    word]\n"},
      {"a: [" + std::string(120, 'z') + "]\n", append("/a", text("w")),
       "a: [" + std::string(120, 'z') + ", w]\n"},
      {"[ a\n, b\n]\n", insert("/1", text("c")), "[ a\n, c, b\n]\n"},
  });
}

TEST_CASE("values are replaced within brackets") {
  check_rows({
      {"a: [x, y] # c\n", set("/a/1", "z"), "a: [x, z] # c\n"},
      {"{a: 1, b: 'x'}\n", set("/b", "y"), "{a: 1, b: 'y'}\n"},
      {"{\"a\":\"x\"}\n", set("/a", number("1")), "{\"a\":1}\n"},
      {"{\"a\":}\n", set("/a", number("1")), "{\"a\": 1}\n"},
      {"{a, b: 1}\n", set("/a", number("1")), "{a: 1, b: 1}\n"},
      {"{? a, b: 1}\n", set("/a", number("1")), "{? a: 1, b: 1}\n"},
      {"{a: , b: 1}\n", set("/a", "x"), "{a: x , b: 1}\n"},
      {"{a: k:v, b: x}\n", set("/a", "k:w"), "{a: k:w, b: x}\n"},
      {"{a: k:v, b: x}\n", set("/a", "k:w?"), "{a: \"k:w?\", b: x}\n"},
      {"{a: k:v, b: x}\n", set("/b", "k:w"), "{a: k:v, b: \"k:w\"}\n"},
      {"[{a: k:v}]\n", append("", map({{"a", text("k:w")}})), "[{a: k:v}, {a: k:w}]\n"},
      {"[a: 1, c]\n", set("/0/a", number("2")), "[a: 2, c]\n"},
      {"[x]\n", set("/0", map({{"p", number("1")}, {"q", list({text("r")})}})), "[{p: 1, q: [r]}]\n"},
      {"[{a: 1,\n  b: 2}, c]\n", set("/0", text("x")), "[x, c]\n"},
      {"a: [\"x\"# c\n]\n", set("/a/0", number("1")), "a: [1 # c\n]\n"},
  });
}

TEST_CASE("an item goes with one comma") {
  check_rows({
      {"[a, b, c]\n", erase("/0"), "[b, c]\n"},
      {"[a, b, c]\n", erase("/1"), "[a, c]\n"},
      {"[a, b, c]\n", erase("/2"), "[a, b]\n"},
      {"[a,b,c]\n", erase("/1"), "[a,c]\n"},
      {"[ a, b ]\n", erase("/1"), "[ a ]\n"},
      {"[a, b,]\n", erase("/1"), "[a,]\n"},
      {"[a]\n", erase("/0"), "[]\n"},
      {"[ a, ]\n", erase("/0"), "[]\n"},
      {"x: {a: 1} # c\n", erase("/x/a"), "x: {} # c\n"},
      {"{a: 1, b: 2}\n", erase("/a"), "{b: 2}\n"},
      {"{a: , b: 2}\n", erase("/b"), "{a: }\n"},
      {"[a: 1, c]\n", erase("/0"), "[c]\n"},
      {"[a: 1, c]\n", erase("/0/a"), "[{}, c]\n"},
      {"[\n  a, # about a\n  b, # about b\n  c # about c\n]\n", erase("/0"),
       "[\n  b, # about b\n  c # about c\n]\n"},
      {"[\n  a, # about a\n  b, # about b\n  c # about c\n]\n", erase("/1"),
       "[\n  a, # about a\n  c # about c\n]\n"},
      {"[\n  a, # about a\n  b, # about b\n  c # about c\n]\n", erase("/2"),
       "[\n  a, # about a\n  b # about b\n]\n"},
      {"[\n  a,\n  # about b\n  b,\n]\n", erase("/1"), "[\n  a,\n]\n"},
      {"[ a\n, b\n, c ]\n", erase("/1"), "[ a\n, c ]\n"},
      {"[a, # about a\n b]\n", erase("/1"), "[a # about a\n ]\n"},
      {"[a,\n b]\n", erase("/1"), "[a]\n"},
      {"[ # remark\n a ]\n", erase("/0"), "[ # remark\n  ]\n"},
  });
}
