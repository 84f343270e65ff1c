# Settings and warnings of our own code. Linked PRIVATE, so that libraries are never warned about.
option(CSX_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
option(CSX_ASSERTIONS "Check the preconditions of the standard library" OFF)
option(CSX_FUZZERS "Build the libFuzzer targets (needs clang)" OFF)
set(CSX_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CSX_CCACHE ccache)
if(CSX_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the project, so that every checkout shares one cache; precompiled headers need the sloppiness.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CSX_CCACHE})
endif()

add_library(csx_settings INTERFACE)
target_compile_features(csx_settings INTERFACE cxx_std_20)
target_include_directories(csx_settings INTERFACE ${PROJECT_SOURCE_DIR}/include)
if(CSX_ASSERTIONS)
  target_compile_definitions(csx_settings INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(CSX_SANITIZE)
  target_compile_options(csx_settings INTERFACE -fsanitize=${CSX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(csx_settings INTERFACE -fsanitize=${CSX_SANITIZE})
endif()

add_library(csx_warnings INTERFACE)
target_compile_options(csx_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-align -Wdouble-promotion -Wextra-semi)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(csx_warnings INTERFACE -Wlogical-op -Wduplicated-cond -Wduplicated-branches
    -Wno-missing-field-initializers # rows name only the bounds they have
    -Wno-subobject-linkage # sources that are compiled several at once look like headers to it
    -Wno-restrict -Wno-stringop-overflow) # GCC 12 sees both in std::string where they are not (GCC bug 105651)
else()
  target_compile_options(csx_warnings INTERFACE -Wno-missing-field-initializers
    -Wno-undefined-var-template) # types are defined in one source on purpose (model/describe.hpp)
endif()
if(CSX_WARNINGS_AS_ERRORS)
  target_compile_options(csx_warnings INTERFACE -Werror)
endif()
