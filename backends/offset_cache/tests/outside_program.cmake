# Installs everything, builds the program against the library with CMake and with pkg-config, and runs both.
include(${CMAKE_CURRENT_LIST_DIR}/../../../cmake/run-step.cmake)

set(sanitizer "")
if(SANITIZE)
  set(sanitizer "-fsanitize=${SANITIZE}")
endif()
set(prefix ${WORK_DIR}/prefix)
file(REMOVE_RECURSE ${WORK_DIR})
run("install" ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${prefix})

run("configure" ${CMAKE_COMMAND} -S ${PROGRAM_DIR} -B ${WORK_DIR}/build -G Ninja -DCMAKE_PREFIX_PATH=${prefix}
    -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} "-DCMAKE_CXX_FLAGS=${sanitizer}")
run("build" ${CMAKE_COMMAND} --build ${WORK_DIR}/build)

find_program(PKG_CONFIG NAMES pkg-config pkgconf REQUIRED)
set(ENV{PKG_CONFIG_PATH} ${prefix}/${LIBDIR}/pkgconfig)
run("pkg-config" ${PKG_CONFIG} --cflags --libs mapproof_offset_cache)
string(STRIP "${output}" flags)
separate_arguments(flags UNIX_COMMAND "${flags}")
run("compile" ${CMAKE_CXX_COMPILER} -std=c++17 -Wall -Wextra -Wpedantic -Werror ${sanitizer} ${PROGRAM_DIR}/keeper.cpp
    -o ${WORK_DIR}/keeper ${flags})

foreach(program ${WORK_DIR}/build/keeper ${WORK_DIR}/keeper)
  run("run" ${program})
  if(NOT output MATCHES "the same: yes, asked 1 time, after a change 1 more")
    message(FATAL_ERROR "${program} printed:\n${output}")
  endif()
endforeach()
