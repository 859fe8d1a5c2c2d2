# Language level, warnings and sanitizers, as targets that the others link. Nothing here is global except what every
# translation unit must agree on.
set(MAPPROOF_CXX_STANDARD 20 CACHE STRING "C++ standard of the suite: 20, or 17 as QNX SDP 7.1's compiler has it")
set(MAPPROOF_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")
option(MAPPROOF_WERROR "Treat warnings as errors" ${PROJECT_IS_TOP_LEVEL})

set(CMAKE_CXX_STANDARD ${MAPPROOF_CXX_STANDARD})
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# C++17 with designated initialisers is gnu++17.
if(MAPPROOF_CXX_STANDARD EQUAL 20)
  set(CMAKE_CXX_EXTENSIONS OFF)
endif()
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

add_library(mapproof_options INTERFACE)
target_compile_options(mapproof_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion
  $<$<EQUAL:${MAPPROOF_CXX_STANDARD},20>:-Wpedantic>
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  $<$<COMPILE_LANGUAGE:C>:-Wmissing-prototypes>
  $<$<BOOL:${MAPPROOF_WERROR}>:-Werror>)
if(MAPPROOF_SANITIZE)
  target_compile_options(mapproof_options INTERFACE "-fsanitize=${MAPPROOF_SANITIZE}" -fno-sanitize-recover=all
                                                    -fno-omit-frame-pointer)
  target_link_options(mapproof_options INTERFACE "-fsanitize=${MAPPROOF_SANITIZE}")
endif()

# mapproof_names_no_checkout(TARGET): what names its own source files in the programs, names them from the top of the tree, so
# that two checkouts give the same bytes. A compiler cache makes paths relative to the build; both ways are mapped.
file(RELATIVE_PATH mapproof_way_up ${CMAKE_BINARY_DIR} ${PROJECT_SOURCE_DIR}/top)
string(REPLACE "top" "" mapproof_way_up "${mapproof_way_up}")
function(mapproof_names_no_checkout target)
  target_compile_options(${target} PRIVATE "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=" "-fmacro-prefix-map=${mapproof_way_up}=")
endfunction()

# Where most of a compilation is reading headers of libraries, the target reads them once.
option(MAPPROOF_PRECOMPILE "Precompile the headers of libraries" ON)
set(mapproof_headers_of_std <algorithm> <array> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <optional> <set> <string>
  <string_view> <tuple> <utility> <vector>)
set(mapproof_headers_of_gtest <gmock/gmock.h> <gtest/gtest.h>)
set(mapproof_headers_of_json <nlohmann/json.hpp>)
set(mapproof_headers_of_benchmark <benchmark/benchmark.h>)
set(mapproof_headers_of_cli <CLI/CLI.hpp>)

# mapproof_precompile(TARGET LIBRARY...): std, gtest, json, benchmark or cli.
function(mapproof_precompile target)
  if(NOT MAPPROOF_PRECOMPILE)
    return()
  endif()
  foreach(library IN LISTS ARGN)
    foreach(header IN LISTS mapproof_headers_of_${library})
      target_precompile_headers(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${header}>")
    endforeach()
  endforeach()
endfunction()
