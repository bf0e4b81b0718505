sleep 2
call -X DELETE "$API/client/webhooks/$(jq -r .webhook.id <<< "$WEBHOOK")"
kill $!
