curl -s -X PUT "$API/client/customers/alice" -H "Authorization: Bearer $TOKEN" \
  -H 'Content-Type: application/json' -d '{"phone": "13812345678"}' | jq

# From here on every request says for whom it is.
call() {
  curl -s -H "Authorization: Bearer $TOKEN" -H 'Marquee-Customer: alice' \
    -H 'Content-Type: application/json' "$@"
}
