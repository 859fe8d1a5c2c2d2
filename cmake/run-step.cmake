# run(WHAT COMMAND...): a step of a test script. Its failure ends the script with what it printed, which is else in `output`.
function(run what)
  run_expecting("${what}" 0 ${ARGN})
  set(output "${output}" PARENT_SCOPE)
endfunction()

# run_expecting(WHAT CODE COMMAND...): the same for a step that ends with that exit code.
function(run_expecting what expected)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL expected)
    message(FATAL_ERROR "${what} ended with ${code} and not with ${expected}:\n${output}")
  endif()
  message(STATUS "${what}: ok")
  set(output "${output}" PARENT_SCOPE)
endfunction()
