# mapproof_python_test(NAME LABEL L FILES FILE... [OPTIONS OPTION...]): pytest over the files as one CTest test.

# Python of /usr/bin or of the target system, never of a version manager that lacks the modules.
find_program(MAPPROOF_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(MAPPROOF_PYTHON python3)

function(mapproof_python_test name)
  cmake_parse_arguments(test "" "LABEL" "FILES;OPTIONS" ${ARGN})
  # Python that runs no program of the build is the same in every build.
  if(MAPPROOF_SANITIZE AND test_LABEL STREQUAL "unit")
    return()
  endif()
  list(TRANSFORM test_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  add_test(NAME ${name} COMMAND ${MAPPROOF_PYTHON} -m pytest -q -p no:cacheprovider ${test_OPTIONS} ${test_FILES})
  set_tests_properties(${name} PROPERTIES LABELS ${test_LABEL} ENVIRONMENT
    "PYTHONPATH=${PROJECT_SOURCE_DIR}/reports;PYTHONDONTWRITEBYTECODE=1;MAPPROOF_BIN=${PROJECT_BINARY_DIR}/bin")
endfunction()
