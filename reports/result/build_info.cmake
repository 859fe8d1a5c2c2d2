# Writes build_info.cpp; run by every build, and touches the file only if something changed, so that one small source and the
# links that need it are all a new commit costs.
cmake_minimum_required(VERSION 3.22)
set(COMMIT unknown)
if(GIT AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${GIT}" describe --always --dirty --abbrev=12 --exclude=* WORKING_DIRECTORY "${SOURCE}"
                  OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed AND described)
    set(COMMIT "${described}")
  endif()
endif()
configure_file("${SOURCE}/reports/result/build_info.cpp.in" "${OUTPUT}" @ONLY)
