# Installs the library alone, builds the QNX program against it with CMake and with pkg-config, and runs both.
include(${CMAKE_CURRENT_LIST_DIR}/../../../../cmake/run-step.cmake)

set(sanitizer "")
if(SANITIZE)
  set(sanitizer "-fsanitize=${SANITIZE}")
endif()
set(prefix ${WORK_DIR}/prefix)
file(REMOVE_RECURSE ${WORK_DIR})
run("install" ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${prefix} --component qnx)

foreach(name mmap_device_memory munmap_device_memory mem_offset mem_offset64 posix_mem_offset posix_mem_offset64
        mmap_device_io munmap_device_io ThreadCtl mapproof_qnx_reason mapproof_qnx_mmap in8 out32 in16s inle32
        shm_ctl mphys posix_typed_mem_open delay nanospin_ns)
  file(GLOB_RECURSE page ${prefix}/${name}.3)
  if(NOT page)
    message(FATAL_ERROR "${name}() has no manual page")
  endif()
endforeach()

run("configure" ${CMAKE_COMMAND} -S ${PROGRAM_DIR} -B ${WORK_DIR}/build -G Ninja -DCMAKE_PREFIX_PATH=${prefix}
    -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} "-DCMAKE_C_FLAGS=${sanitizer}")
run("build" ${CMAKE_COMMAND} --build ${WORK_DIR}/build)

find_program(PKG_CONFIG NAMES pkg-config pkgconf REQUIRED)
set(ENV{PKG_CONFIG_PATH} ${prefix}/${LIBDIR}/pkgconfig)
run("pkg-config" ${PKG_CONFIG} --cflags --libs mapproof_qnx)
string(STRIP "${output}" flags)
separate_arguments(flags UNIX_COMMAND "${flags}")
run("compile" ${CMAKE_C_COMPILER} -std=c99 -Wall -Wextra -Wpedantic -Werror ${sanitizer} ${PROGRAM_DIR}/mailbox.c
    -o ${WORK_DIR}/mailbox ${flags})

string(REPEAT "." 4096 content)
file(WRITE ${WORK_DIR}/window "${content}")
set(ENV{MAPPROOF_QNX_TARGET} "file:${WORK_DIR}/window@0x107c013880+0x40")
set(ENV{LD_LIBRARY_PATH} ${prefix}/${LIBDIR})
foreach(program ${WORK_DIR}/build/mailbox ${WORK_DIR}/build/mailbox-static ${WORK_DIR}/mailbox)
  run("run" ${program})
  if(NOT output MATCHES "sent 0xc0ffee08\nat 0x107c013880, 64 bytes")
    message(FATAL_ERROR "${program} printed:\n${output}")
  endif()
endforeach()
