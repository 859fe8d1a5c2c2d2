include(${CMAKE_CURRENT_LIST_DIR}/mapproof-targets.cmake)
