/** The price table's items. One that isn't here is shown by its own name. */
export const prices = {
  items: {
    'alb.hour': '로드 밸런서(ALB)',
    'alb.lcu': '로드 밸런서 처리량',
    'alb.address': '로드 밸런서의 공인 IP 주소',
    'ipv4.hour': '공인 IP 주소',
    'ec2.address': '인스턴스의 공인 IP 주소',
    'ec2.hour': 'EC2 인스턴스',
    'ec2.instance': 'EC2 인스턴스',
    'ebs.gp3': '인스턴스의 디스크(gp3)',
    's3.storage': 'S3 저장 공간',
    's3.requests': 'S3 요청',
    'cloudfront.requests': 'CloudFront 요청',
    'cloudfront.transfer': 'CloudFront 전송량',
    'cloudfront.function': 'CloudFront 함수 실행',
    'transfer.out': '인터넷으로 나가는 전송량',
  } as Record<string, string>,
};
