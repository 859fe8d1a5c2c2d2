# Everything of the library is in the component `qnx`: cmake --install BUILD --component qnx
install(TARGETS mapproof_qnx_shared mapproof_qnx_static EXPORT mapproof-qnx-targets COMPONENT qnx
        LIBRARY COMPONENT qnx NAMELINK_COMPONENT qnx ARCHIVE COMPONENT qnx)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mapproof_qnx COMPONENT qnx)
install(EXPORT mapproof-qnx-targets NAMESPACE mapproof:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mapproof COMPONENT qnx)
install(FILES ${PROJECT_BINARY_DIR}/mapproof-config-version.cmake ${PROJECT_SOURCE_DIR}/cmake/mapproof-config.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mapproof COMPONENT qnx)

file(RELATIVE_PATH from_pkgconfig_to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(mapproof_qnx.pc.in mapproof_qnx.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mapproof_qnx.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT qnx)

# Each function has a page of its name: its own, or one that leads to the page on which it stands.
install(DIRECTORY man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 COMPONENT qnx)
set(leads_to_mmap_device_memory munmap_device_memory mapproof_qnx_mmap mapproof_qnx_reason shm_ctl
    posix_typed_mem_open posix_typed_mem_get_info)
set(leads_to_mem_offset mem_offset64 posix_mem_offset posix_mem_offset64 mphys)
set(leads_to_mmap_device_io munmap_device_io ThreadCtl delay nanospin nanospin_ns nanospin_count nanospin_ns_to_count
    nanospin_calibrate)
foreach(bits 8 16 32)
  list(APPEND leads_to_mmap_device_io in${bits} out${bits} in${bits}s out${bits}s)
endforeach()
foreach(bits 16 32)
  list(APPEND leads_to_mmap_device_io inle${bits} inbe${bits} outle${bits} outbe${bits})
endforeach()
foreach(page mmap_device_memory mem_offset mmap_device_io)
  foreach(name IN LISTS leads_to_${page})
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/man/${name}.3 ".so man3/${page}.3\n")
  endforeach()
endforeach()
install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 COMPONENT qnx)

add_test(NAME install.qnx_program
  COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${PROJECT_BINARY_DIR} -DPROGRAM_DIR=${CMAKE_CURRENT_SOURCE_DIR}/example
          -DWORK_DIR=${PROJECT_BINARY_DIR}/outside-qnx-program -DLIBDIR=${CMAKE_INSTALL_LIBDIR}
          -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DSANITIZE=${MAPPROOF_SANITIZE}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/tests/outside_program.cmake)
set_tests_properties(install.qnx_program PROPERTIES LABELS suite)
