# What an outside program needs to keep addresses: the library, its headers, CMake and pkg-config files, and its page.
install(TARGETS mapproof_offset_cache EXPORT mapproof-offset-cache-targets)
install(DIRECTORY mapproof DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT mapproof-offset-cache-targets NAMESPACE mapproof:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mapproof)
install(FILES man/mapproof_offset_cache.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3)

file(RELATIVE_PATH from_pkgconfig_to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(mapproof_offset_cache.pc.in mapproof_offset_cache.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mapproof_offset_cache.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

add_test(NAME install.offset_cache_program
  COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${PROJECT_BINARY_DIR} -DPROGRAM_DIR=${CMAKE_CURRENT_SOURCE_DIR}/example
          -DWORK_DIR=${PROJECT_BINARY_DIR}/outside-offset-cache-program -DLIBDIR=${CMAKE_INSTALL_LIBDIR}
          -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DSANITIZE=${MAPPROOF_SANITIZE}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/tests/outside_program.cmake)
set_tests_properties(install.offset_cache_program PROPERTIES LABELS suite)
