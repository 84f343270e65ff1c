# csx_embed(SOURCE PREFIX=FOLDER...)
# SOURCE, generated in the build folder, holds every file below the folders (relative to the top level) under PREFIX.
# A small program of our own does it: CMake's own file(READ … HEX) is slow for hundreds of files.
add_executable(csx_embed EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/embed.cpp)
target_compile_features(csx_embed PRIVATE cxx_std_20)

function(csx_embed source)
  set(roots)
  set(files)
  foreach(pair IN LISTS ARGN)
    string(REGEX MATCH "^([^=]+)=(.+)$" _ ${pair})
    set(folder ${PROJECT_SOURCE_DIR}/${CMAKE_MATCH_2})
    list(APPEND roots ${folder}=${CMAKE_MATCH_1})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*)
    foreach(file IN LISTS found)
      if(NOT IS_SYMLINK ${file}) # cases about links lead nowhere
        list(APPEND files ${file})
      endif()
    endforeach()
  endforeach()
  add_custom_command(OUTPUT ${source} COMMAND csx_embed ${source} ${roots} DEPENDS csx_embed ${files}
    COMMENT "Embedding templates, gallery and pages" VERBATIM)
endfunction()
