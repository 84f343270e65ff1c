# cmake --install: binary, schemas, completions, man page, documentation. cpack: a .deb of the same.
install(TARGETS csx RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY schemas/ DESTINATION ${CMAKE_INSTALL_DATADIR}/csx/schemas FILES_MATCHING PATTERN "*.json")
install(DIRECTORY share/calendars DESTINATION ${CMAKE_INSTALL_DATADIR}/csx)
install(DIRECTORY share/recipes DESTINATION ${CMAKE_INSTALL_DATADIR}/csx USE_SOURCE_PERMISSIONS)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

# Completions and the man page are printed by the program itself, so they cannot lag behind it.
set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
add_custom_command(
  OUTPUT ${generated}/csx.bash ${generated}/_csx ${generated}/csx.fish ${generated}/csx.1
  COMMAND csx completion bash --output ${generated}/csx.bash
  COMMAND csx completion zsh --output ${generated}/_csx
  COMMAND csx completion fish --output ${generated}/csx.fish
  COMMAND csx __manual --output ${generated}/csx.1
  DEPENDS csx VERBATIM)
add_custom_target(csx_generated ALL DEPENDS ${generated}/csx.bash ${generated}/_csx ${generated}/csx.fish ${generated}/csx.1)
install(FILES ${generated}/csx.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME csx)
install(FILES ${generated}/_csx DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${generated}/csx.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${generated}/csx.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME csx)
set(CPACK_PACKAGE_CONTACT "csx contributors <csx@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_STRIP_FILES ON)
include(CPack)
