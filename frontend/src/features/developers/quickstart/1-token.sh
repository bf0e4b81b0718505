API=http://127.0.0.1:8080/api/v1
TOKEN=$(curl -s "$API/oauth/token" -u marquee-demo-client:marquee-demo-secret \
  -d grant_type=client_credentials --data-urlencode 'scope=booking webhooks' |
  jq -r .access_token)

curl -s "$API/client" -H "Authorization: Bearer $TOKEN" | jq
