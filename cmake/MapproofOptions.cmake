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

# Most of a compilation is reading headers of libraries: they are read once, for all targets (docs/decisions/0018).
option(MAPPROOF_PRECOMPILE "Precompile the headers of libraries" ON)
if(MAPPROOF_PRECOMPILE)
  find_package(GTest REQUIRED)
  find_package(nlohmann_json 3.10 REQUIRED)
  file(CONFIGURE OUTPUT precompiled.cpp CONTENT "// Nothing: the target whose headers all others reuse needs a source.\n")
  add_library(mapproof_precompiled OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_precompile_headers(mapproof_precompiled PRIVATE <algorithm> <array> <chrono> <cstddef> <cstdint> <functional> <map> <memory>
    <optional> <set> <string> <string_view> <tuple> <utility> <vector> <gmock/gmock.h> <gtest/gtest.h> <nlohmann/json.hpp>)
  target_link_libraries(mapproof_precompiled PRIVATE GTest::gmock nlohmann_json::nlohmann_json mapproof_options)
endif()

# mapproof_precompile(TARGET...): targets whose sources include one of these libraries. For others, loading the precompiled file takes
# longer than reading the headers.
function(mapproof_precompile)
  if(NOT MAPPROOF_PRECOMPILE)
    return()
  endif()
  foreach(target IN LISTS ARGN)
    target_precompile_headers(${target} REUSE_FROM mapproof_precompiled)
    # The compiler takes them only under the macros that they were read with.
    target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:GTest::gtest,INTERFACE_COMPILE_DEFINITIONS>)
    target_compile_options(${target} PRIVATE $<TARGET_PROPERTY:GTest::gtest,INTERFACE_COMPILE_OPTIONS>)
    # Where it does not, it reads the headers themselves.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-error=invalid-pch>)
    # Code of a program is compiled as code of a library is: else it could not share them.
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "EXECUTABLE")
      target_compile_options(${target} PRIVATE -fPIC)
    endif()
  endforeach()
endfunction()
