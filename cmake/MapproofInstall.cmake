# What `cmake --install` puts where, and the package that an outside plugin finds with find_package(mapproof).
include(CMakePackageConfigHelpers)

install(TARGETS mapproof_api EXPORT mapproof-targets)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/backends/api/mapproof DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.h)
install(EXPORT mapproof-targets NAMESPACE mapproof:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mapproof)
write_basic_package_version_file(mapproof-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mapproof-config-version.cmake ${PROJECT_SOURCE_DIR}/cmake/mapproof-config.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mapproof)

install(TARGETS mapproof-conform mapproof-explore mapproof-bench RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/reports/mapproof DESTINATION ${CMAKE_INSTALL_DATADIR}/mapproof/python
        PATTERN __pycache__ EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/reports/result/result.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/mapproof/python/result)
install(FILES ${PROJECT_SOURCE_DIR}/reports/mutation.json DESTINATION ${CMAKE_INSTALL_DATADIR}/mapproof/python OPTIONAL)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scripts/lab DESTINATION ${CMAKE_INSTALL_DATADIR}/mapproof)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/cmake/mapproof-installed.sh DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME mapproof)

add_test(NAME install.outside_consumer
  COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${PROJECT_BINARY_DIR} -DCONSUMER_DIR=${PROJECT_SOURCE_DIR}/backends/api/example
          -DWORK_DIR=${PROJECT_BINARY_DIR}/outside-consumer -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER}
          -DBUILD_TYPE=${CMAKE_BUILD_TYPE} -P ${PROJECT_SOURCE_DIR}/cmake/outside-consumer.cmake)
set_tests_properties(install.outside_consumer PROPERTIES LABELS suite)
