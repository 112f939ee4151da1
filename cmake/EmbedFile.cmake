# embed_file(<source> <file> <name>): the C++ file <source> defines debut::cli::<name>, a
# std::string_view of the bytes of <file>. As a script: cmake -DFILE= -DSOURCE= -DNAME= -P this.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${FILE} bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\"\n\"" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  file(WRITE ${SOURCE} "#include <string_view>\n"
    "namespace debut::cli {\nnamespace {\nconstexpr char kBytes[] =\n\"${bytes}\";\n}\n"
    "extern const std::string_view ${NAME};\n"
    "const std::string_view ${NAME}(kBytes, sizeof(kBytes) - 1);\n}\n")
  return()
endif()

function(embed_file source file name)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DFILE=${file} -DSOURCE=${source} -DNAME=${name}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    VERBATIM)
endfunction()
