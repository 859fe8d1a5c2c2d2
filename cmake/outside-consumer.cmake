# Installs the build into a folder of its own, builds the example plugin against it as an outsider would, and lets the
# installed programs judge it.
include(${CMAKE_CURRENT_LIST_DIR}/run-step.cmake)

file(REMOVE_RECURSE ${WORK_DIR})
run("install" ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${WORK_DIR}/prefix)
run("configure" ${CMAKE_COMMAND} -S ${CONSUMER_DIR} -B ${WORK_DIR}/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix
    -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_BUILD_TYPE=${BUILD_TYPE})
run("build" ${CMAKE_COMMAND} --build ${WORK_DIR}/build)
# The example has no witness for physical addresses, so the core row that needs one stays open: an honest "incomplete", exit code 1.
run_expecting("judge" 1 ${WORK_DIR}/prefix/bin/mapproof-conform --backend ${WORK_DIR}/build/example.so --allow-write
    --only MDM_0[1-3]* --only MUN_0[1-5]*)
if(NOT output MATCHES "conformant: incomplete" OR NOT output MATCHES "7 of 8 judged rows passed")
  message(FATAL_ERROR "the installed programs did not find the example right in all that it can show:\n${output}")
endif()
