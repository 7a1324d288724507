#!/usr/bin/env bash
# Says, and where it can starts, what the tests of PostgreSQL and Redis need. With CI=true nothing may be left out.
set -u

postgres=${WARMLINE_TEST_POSTGRES:-postgresql://postgres@127.0.0.1:5432/postgres}
redis=${WARMLINE_TEST_REDIS:-redis://127.0.0.1:6379/15}
python=.venv/bin/python

answers_postgres() { "$python" -c 'import sys, psycopg2; psycopg2.connect(sys.argv[1], connect_timeout=3)' "$postgres" 2>/dev/null; }
answers_redis() { "$python" -c 'import sys, redis; redis.Redis.from_url(sys.argv[1], socket_timeout=3).ping()' "$redis" 2>/dev/null; }

start_redis() {
    command -v redis-server >/dev/null || return 1
    redis-server --daemonize yes --bind 127.0.0.1 --port 6379 --save '' --appendonly no --dir "${TMPDIR:-/tmp}" >/dev/null
    sleep 1
}

start_postgres() {
    # Debian's own clusters need rights; a cluster of our own does not, except that root may not run one.
    local bin; bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
    [ -n "$bin" ] || return 1
    if [ "$(id -u)" = 0 ]; then
        pg_ctlcluster --skip-systemctl-redirect "$(ls /etc/postgresql | tail -1)" main start 2>/dev/null
    else
        [ -d var/postgres ] || "$bin/initdb" -D var/postgres -U postgres -A trust >/dev/null || return 1
        "$bin/pg_ctl" -D var/postgres -w -o "-h 127.0.0.1 -k $PWD/var/postgres" -l var/postgres.log start >/dev/null
    fi
    sleep 1
}

missing=0
answers_postgres || { start_postgres; answers_postgres; } || { echo "left out: the tests on PostgreSQL (install it, for example 'apt-get install postgresql', or name a server in WARMLINE_TEST_POSTGRES)"; missing=1; }
answers_redis || { start_redis; answers_redis; } || { echo "left out: the tests on Redis (install it, for example 'apt-get install redis-server', or name a server in WARMLINE_TEST_REDIS)"; missing=1; }
[ -x "${WARMLINE_TEST_BROWSER:-/usr/bin/chromium}" ] || { echo "left out: the tests in a browser (install it, for example 'apt-get install chromium', or name one in WARMLINE_TEST_BROWSER)"; missing=1; }

[ "${CI:-}" != true ] || exit "$missing"
