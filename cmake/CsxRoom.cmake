# csx_room(NAME SOURCES file... USES room... LIBRARIES target...)
# One room: a static library csx_NAME. USES are rooms below it, LIBRARIES third-party targets, private to the room
# unless PUBLIC_LIBRARIES names them (vocabulary types that cross rooms: fmt, expected, nlohmann-json).
function(csx_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  add_library(csx_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(csx_${name} PRIVATE csx_settings csx_warnings ${ROOM_LIBRARIES})
  target_include_directories(csx_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include)
  target_compile_features(csx_${name} PUBLIC cxx_std_20)
  foreach(used IN LISTS ROOM_USES)
    target_link_libraries(csx_${name} PUBLIC csx_${used})
  endforeach()
  target_link_libraries(csx_${name} PUBLIC ${ROOM_PUBLIC_LIBRARIES})
endfunction()

# csx_precompile_records(target): for targets most of whose sources include most kinds of records; parsing those
# headers is three seconds a source. Where sources are compiled several at once, they are parsed once for all of them.
function(csx_precompile_records target)
  get_target_property(together ${target} UNITY_BUILD)
  if(together)
    return()
  endif()
  set(headers account agreement blueprint calendar exchange governance handoff journal kinds person playbook workspace)
  list(TRANSFORM headers PREPEND "<csx/model/")
  list(TRANSFORM headers APPEND ".hpp>")
  target_precompile_headers(${target} PRIVATE <algorithm> <map> <set> <fmt/format.h> ${headers} ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess) # so that ccache can tell what a source includes
  endif()
endfunction()

# csx_unit_tests(ROOM file...): the doctest cases of one room, one ctest.
function(csx_unit_tests room)
  add_executable(test_${room} ${ARGN})
  target_link_libraries(test_${room} PRIVATE csx_settings csx_warnings csx_${room} csx_test_main)
  # At -O1 GCC 12 sees accesses in a std::string that is put together with + where there are none (GCC bug 105651).
  target_compile_options(test_${room} PRIVATE $<$<CONFIG:Release>:-O1> $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>)
  add_test(NAME unit_${room} COMMAND test_${room})
endfunction()
