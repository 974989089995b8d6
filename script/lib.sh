# Shared by script/server and script/test; sourced, from the project's own folder.
# shellcheck shell=sh

# Programs are started as `$PYTHON -m name`: that still works after the folder has moved. What root may
# start gets -I: it then takes nothing from this folder, in which the server can write.
PYTHON=.venv/bin/python

say() {
    printf '\033[1m==>\033[0m %s\n' "$*"
}

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Debian packages that are missing are collected first, so that there is one apt line.
WANTED=

want() {
    WANTED="${WANTED:+$WANTED }$*"
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    fi
}

install_wanted() {
    [ -n "$WANTED" ] || return 0
    line="apt-get install -y --no-install-recommends $WANTED"
    if ! may_install; then
        stop "Er ontbreken systeempakketten. Voer dit uit en start daarna opnieuw:" \
            "  sudo apt-get update && sudo $line" \
            "(Geen Debian of Ubuntu? Installeer dan dezelfde programma's op uw eigen manier.)"
    fi
    say "Systeempakketten installeren: $WANTED"
    as_root apt-get update -q
    # Unquoted on purpose: the line is a list of words.
    # shellcheck disable=SC2086
    as_root $line || stop "Installeren mislukte. Probeer zelf: sudo $line"
    WANTED=
}

# The newest Python that will do and that can make a virtual environment.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -I -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# has_libraries PYTHON NAME…: whether the system can load them. find_library asks ldconfig, which
# is not everywhere; hence the file name as well.
has_libraries() {
    loader=$1
    shift
    "$loader" -I - "$@" 2>/dev/null <<'PYTHON_END'
import ctypes, ctypes.util, sys
for name in sys.argv[1:]:
    ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so.0")
PYTHON_END
}

want_system() {
    python=$(find_python) || want python3 python3-venv
    if [ -z "${python:-}" ] || ! has_libraries "$python" pango-1.0 pangoft2-1.0; then
        want libpango-1.0-0 libpangoft2-1.0-0
    fi
}

# make_venv base|dev: the virtual environment with exactly the locked packages.
make_venv() {
    python=$(find_python) || stop "Python 3.11, 3.12 of 3.13 met venv is nodig; installeer die eerst."
    # A removed Python leaves a .venv behind that does not start.
    if ! "$PYTHON" -I -c 'import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
        say "Virtuele omgeving maken in .venv"
        "$python" -I -m venv --clear .venv
    fi
    lock="requirements/$1.txt"
    [ "$(cat ".venv/lock-$1" 2>/dev/null)" = "$(cksum "$lock")" ] && return 0
    say "Pakketten installeren uit $lock (eenmalig, duurt een minuut)"
    "$PYTHON" -I -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
    cksum "$lock" >".venv/lock-$1"
    # The development lock holds everything of the other one, in the same versions.
    if [ "$1" = dev ]; then
        cksum requirements/base.txt >.venv/lock-base
    fi
}

# Who serves when root starts the register, and how a program is started as that user; empty otherwise.
SERVICE=verwerkingsregister
AS=

# drop_root: as root, make that user and give it what it needs: the program to read, the data to own.
# In the folder itself it can make files, but move or remove none of root's.
drop_root() {
    [ "$(id -u)" -eq 0 ] || return 0
    if ! command -v setpriv >/dev/null 2>&1 || ! make_service; then
        stop "Als root draait het register niet. Maak er een gebruiker voor en start het als die:" \
            "  useradd --system $SERVICE && chown -R $SERVICE: '$PWD' && su -s /bin/sh $SERVICE -c script/server"
    fi
    AS="env HOME=/nonexistent setpriv --reuid=$SERVICE --regid=$SERVICE --clear-groups --no-new-privs --"
    let_through "$PWD"
    let_through "$(dirname "$(readlink -f "$PYTHON")")"
    "$PYTHON" -I -m compileall -q providers register retention
    set -- .venv fixtures locale manage.py providers pyproject.toml register retention templates
    find "$@" ! -group "$SERVICE" -exec chgrp -h "$SERVICE" {} +
    find "$@" ! -type l ! -perm -g=r -exec chmod g+rX {} +
    chgrp "$SERVICE" . && chmod g+rwx,+t .
    database=db.sqlite3
    case ${DATABASE_URL:-} in sqlite:////*) database=${DATABASE_URL#sqlite:///} && may_write "$(dirname "$database")" ;; esac
    for own in .env "$database" "$database-wal" "$database-shm" "$database-journal" pdf-cache staticfiles; do
        [ ! -e "$own" ] || chown -hR "$SERVICE:" "$own"
    done
}

make_service() {
    id -u "$SERVICE" >/dev/null 2>&1 ||
        useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$SERVICE"
}

# let_through FOLDER: that user may walk through it, and through all above it; no more than that.
let_through() {
    [ "$1" = / ] || let_through "$(dirname "$1")"
    $AS test -x "$1" && return 0
    say "De gebruiker $SERVICE mag door $1 heen, en ziet niet wat erin staat"
    allow --x "$1"
}

# may_write FOLDER: that user may make files in it, as a database does beside its own.
may_write() {
    let_through "$1"
    $AS test -w "$1" || allow rwx "$1"
}

allow() {
    command -v setfacl >/dev/null 2>&1 || want acl
    install_wanted
    setfacl -m "u:$SERVICE:$1" "$2" || stop "$SERVICE kan niet bij $2. Verplaats wat erin staat en start opnieuw:" \
        "  mv '$PWD' /opt/ && '/opt/$(basename "$PWD")/script/server'"
}

# Not what a developer's .env says: the checks have settings of their own.
use_test_settings() {
    export SECRET_KEY="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
    export DATABASE_URL="sqlite://:memory:" SITE_URL="http://127.0.0.1:8000" DEBUG=false
    unset TEST_DB TEST_CLUSTER 2>/dev/null || true
    # The tests start many processes, and without bytecode each would compile the whole project again.
    unset PYTHONDONTWRITEBYTECODE 2>/dev/null || true
}

FAILED=
STARTED=

# check NAME COMMAND…: go on after a failure, so that one run shows all of them.
check() {
    name=$1
    shift
    say "$name"
    "$@" </dev/null || FAILED="$FAILED
    $name"
}

# start NAME COMMAND…: the same in the background; `finish` shows it.
start() {
    [ -n "$STARTED" ] || STARTED=$(mktemp -d)
    trap 'rm -rf "$STARTED"' EXIT
    name=$1
    shift
    number=$(($(find "$STARTED" -name '*.name' | wc -l) + 1))
    echo "$name" >"$STARTED/$number.name"
    { "$@" </dev/null >"$STARTED/$number.output" 2>&1 || touch "$STARTED/$number.failed"; } &
}

# Wait for what was started, show it in that order, and stop with a list of what failed.
finish() {
    wait
    for file in ${STARTED:+"$STARTED"/*.name}; do
        say "$(cat "$file")"
        cat "${file%.name}.output"
        [ ! -e "${file%.name}.failed" ] || FAILED="$FAILED
    $(cat "$file")"
    done
    if [ -n "$FAILED" ]; then
        stop "MISLUKT:$FAILED"
    fi
    say "Alles goed."
}
