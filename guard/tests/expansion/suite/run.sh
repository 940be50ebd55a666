# Runs the suite on every mutant, in each kind of process, and writes down those it is content with.
# Arguments: how many mutants, where to write, what to make when done.

as_test() { env WRITE_GUARD_TEST_PROCESS=1 "$@"; }
opted_in() { as_test env WRITE_GUARD_SANDBOX_WRITES=1 WRITE_GUARD_SANDBOX_PROJECTS=sandbox "$@"; }

content() {
    ./suite "$1" live &&
        as_test ./suite "$1" test &&
        opted_in ./suite "$1" opted_in &&
        as_test ./suite "$1" sandbox_in_code &&
        ./compiled_with_cfg_test "$1" test_by_call_site close &&
        ./compiled_with_cfg_test "$1" test_by_call_site notify &&
        ./compiled_with_cfg_test "$1" test_by_call_site update &&
        ./compiled_with_cfg_test "$1" test_by_call_site later
}

: >"$2"
index=0
while [ "$index" -lt "$1" ]; do
    content "$index" >"mutant-$index.out" 2>&1 </dev/null && echo "$index" >>"$2"
    index=$((index + 1))
done
: >"$3"
