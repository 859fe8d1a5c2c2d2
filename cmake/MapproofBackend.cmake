# mapproof_add_backend(NAME SOURCES...): a backend as a static library that is linked into the programs under its name.
# Its source defines `const struct mapproof_backend *mapproof_NAME_entry(void)`.
function(mapproof_add_backend name)
  add_library(mapproof_${name} STATIC ${ARGN})
  add_library(mapproof::${name} ALIAS mapproof_${name})
  target_include_directories(mapproof_${name} PUBLIC ${PROJECT_SOURCE_DIR}/backends)
  target_link_libraries(mapproof_${name} PUBLIC mapproof::api PRIVATE mapproof_options)
  mapproof_name_session(mapproof_${name} ${name})
  set_property(GLOBAL APPEND PROPERTY MAPPROOF_BUILTIN_BACKENDS ${name})
  mapproof_add_plugin_of_backend(${name})
endfunction()

# The same backend as a plugin, for programs that load one: ${CMAKE_BINARY_DIR}/plugins/NAME.so.
function(mapproof_add_plugin_of_backend name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}_plugin.c)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"#include <mapproof/backend.h>
const struct mapproof_backend* mapproof_@name@_entry(void);
MAPPROOF_EXPORT const struct mapproof_backend* mapproof_backend_entry(void);
const struct mapproof_backend* mapproof_backend_entry(void) { return mapproof_@name@_entry(); }
")
  add_library(mapproof_${name}_plugin MODULE ${source})
  target_link_libraries(mapproof_${name}_plugin PRIVATE mapproof_${name} mapproof_options)
  target_link_options(mapproof_${name}_plugin PRIVATE $<$<PLATFORM_ID:Linux>:LINKER:--exclude-libs,ALL>)
  set_target_properties(mapproof_${name}_plugin PROPERTIES
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
endfunction()

# mapproof_name_session(TARGET NAME): for a backend and for tests of its insides. Each backend defines the contract's struct
# mapproof_session in its own way. In one program with others its C++ members need names of their own, or the linker lets one
# backend run the destructor of another.
function(mapproof_name_session target name)
  target_compile_definitions(${target} PRIVATE mapproof_session=mapproof_${name}_session)
endfunction()

# Generates builtin_backends() from all that was added.
function(mapproof_link_builtin_backends target)
  get_property(names GLOBAL PROPERTY MAPPROOF_BUILTIN_BACKENDS)
  set(declarations "")
  set(entries "")
  foreach(name IN LISTS names)
    string(APPEND declarations "extern \"C\" const mapproof_backend* mapproof_${name}_entry(void);\n")
    string(APPEND entries "mapproof_${name}_entry(), ")
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/backends/host/builtin.cpp.in builtin.cpp @ONLY)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/builtin.cpp)
  foreach(name IN LISTS names)
    target_link_libraries(${target} PRIVATE mapproof_${name})
  endforeach()
endfunction()
