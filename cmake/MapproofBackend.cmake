# mapproof_add_backend(NAME SOURCES...): a backend as a static library that is linked into the programs under its name.
# Its source defines `const struct mapproof_backend *mapproof_NAME_entry(void)`.
function(mapproof_add_backend name)
  add_library(mapproof_${name} STATIC ${ARGN})
  add_library(mapproof::${name} ALIAS mapproof_${name})
  target_include_directories(mapproof_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(mapproof_${name} PUBLIC mapproof::api PRIVATE mapproof_options)
  mapproof_name_session(mapproof_${name} ${name})
  set_property(GLOBAL APPEND PROPERTY MAPPROOF_BUILTIN_BACKENDS ${name})
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
